import { Alert, Button, Modal, Select, Switch, TextInput } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type MeetingSummary } from "../api/client";
import { momentAt, ownTimeZone, wallClockInputs } from "../ui/dates";
import dialogStyles from "../ui/dialogs.module.css";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { useFormats, useNow } from "../ui/useFormats";
import styles from "./ScheduleForm.module.css";

const MINUTES = [15, 30, 45, 60, 90, 120, 180, 240, 480];

interface Props {
  opened: boolean;
  onClose: () => void;
  onCreated: (meeting: MeetingSummary) => void;
}

/** A meeting for later. */
export function ScheduleForm({ opened, onClose, onCreated }: Props) {
  const { t } = useTranslation("pages");
  const phone = useMediaQuery("(max-width: 30em)");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      fullScreen={phone}
      size="lg"
      title={t("schedule.heading")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Fields onClose={onClose} onCreated={onCreated} />
    </Modal>
  );
}

/** The next full hour that leaves time to invite somebody. */
function proposal(timeZone: string): { date: string; time: string } {
  const soon = new Date(Date.now() + 90 * 60_000);
  const { date, time } = wallClockInputs(soon, timeZone);
  return { date, time: `${time.slice(0, 2)}:00` };
}

function Fields({ onClose, onCreated }: Omit<Props, "opened">) {
  const { t } = useTranslation("pages");
  const { formatDuration } = useFormats();
  const failureText = useFailureText();
  const own = ownTimeZone();
  const [timeZone, setTimeZone] = useState(own);
  const [title, setTitle] = useState("");
  const [{ date, time }, setWhen] = useState(() => proposal(own));
  const [minutes, setMinutes] = useState("60");
  const [lobby, setLobby] = useState(false);
  const [checked, setChecked] = useState(false);
  const zones = useMemo(() => [...new Set([own, "UTC", ...Intl.supportedValuesOf("timeZone")])], [own]);

  const now = useNow(30_000);
  const startsAt = momentAt(date, time, timeZone);
  const failure = !startsAt ? t("schedule.skipped") : startsAt < now ? t("schedule.past") : null;
  const make = useMutation({ mutationFn: api.createMeeting, onSuccess: onCreated });
  useSessionExpiry(make.error);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!startsAt || failure) return;
    make.mutate({
      title: title.trim(),
      startsAt: startsAt.toISOString(),
      durationMinutes: Number(minutes),
      timeZone,
      lobby,
    });
  };

  return (
    <form className={styles.schedule} onSubmit={submit} noValidate>
      <TextInput
        className={styles.wide}
        label={t("schedule.title")}
        description={t("schedule.titleHint")}
        size="md"
        maxLength={250}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        data-autofocus
        dir="auto"
      />
      <TextInput
        type="date"
        label={t("schedule.date")}
        size="md"
        value={date}
        onChange={(event) => setWhen({ date: event.currentTarget.value, time })}
        error={checked && !date ? t("schedule.missing") : null}
      />
      <TextInput
        type="time"
        label={t("schedule.time")}
        size="md"
        value={time}
        onChange={(event) => setWhen({ date, time: event.currentTarget.value })}
        error={checked ? (time ? date && failure : t("schedule.missing")) : null}
      />
      <Select
        label={t("schedule.duration")}
        size="md"
        data={MINUTES.map((length) => ({ value: String(length), label: formatDuration(length * 60) }))}
        value={minutes}
        onChange={(value) => setMinutes(value ?? minutes)}
        allowDeselect={false}
      />
      <Select
        label={t("schedule.timeZone")}
        size="md"
        data={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
        value={timeZone}
        onChange={(value) => setTimeZone(value ?? timeZone)}
        searchable
        limit={50}
        nothingFoundMessage={t("schedule.noTimeZone")}
        allowDeselect={false}
      />
      <Switch
        className={styles.wide}
        label={t("schedule.lobby")}
        description={t("schedule.lobbyHint")}
        size="md"
        checked={lobby}
        onChange={(event) => setLobby(event.currentTarget.checked)}
      />
      {make.error ? (
        <Alert color="red" variant="light" role="alert" className={styles.wide}>
          {failureText(make.error)}
        </Alert>
      ) : null}
      <div className={`${dialogStyles.actions ?? ""} ${styles.wide ?? ""}`}>
        <Button variant="default" size="md" onClick={onClose}>
          {t("schedule.back")}
        </Button>
        <Button type="submit" size="md" loading={make.isPending}>
          {t("schedule.button")}
        </Button>
      </div>
    </form>
  );
}
