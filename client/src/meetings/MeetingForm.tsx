import { Alert, Button, Modal, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type MeetingSummary } from "../api/client";
import { knownTimeZone, momentAt, ownTimeZone, wallClockInputs } from "../ui/dates";
import dialogStyles from "../ui/dialogs.module.css";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { useFormats, useNow } from "../ui/useFormats";
import styles from "./MeetingForm.module.css";

const MINUTES = [15, 30, 45, 60, 90, 120, 180, 240, 480];
const MINUTE = 60_000;
const LONGEST_DESCRIPTION = 4000;

/** What the form is for: a new meeting, one like another that was there before, or changes of one. */
export type Purpose =
  | { kind: "new" }
  | { kind: "again"; of: MeetingSummary }
  | { kind: "edit"; of: MeetingSummary; first: "title" | "time" };

interface Props {
  /** Null while the form is closed. */
  purpose: Purpose | null;
  onClose: () => void;
  /** Called with what the server made of it. */
  onDone: (meeting: MeetingSummary) => void;
}

/** The form of a meeting with a time: made, made again, changed. */
export function MeetingForm({ purpose, onClose, onDone }: Props) {
  const { t } = useTranslation("pages");
  const phone = useMediaQuery("(max-width: 30em)");
  return (
    <Modal
      opened={purpose !== null}
      onClose={onClose}
      fullScreen={phone}
      size="lg"
      title={purpose?.kind === "edit" ? t("edit.heading") : t("schedule.heading")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {purpose ? <Fields purpose={purpose} onClose={onClose} onDone={onDone} /> : null}
    </Modal>
  );
}

interface Values {
  title: string;
  description: string;
  date: string;
  time: string;
  minutes: string;
  timeZone: string;
  lobby: boolean;
}

/** The next full hour that leaves time to invite somebody. */
function proposal(timeZone: string): { date: string; time: string } {
  const soon = new Date(Date.now() + 90 * MINUTE);
  const { date, time } = wallClockInputs(soon, timeZone);
  return { date, time: `${time.slice(0, 2)}:00` };
}

/** The next day on which a meeting can be held at the same time of day as before. */
function proposalLike(startsAt: Date, timeZone: string): { date: string; time: string } {
  const { time } = wallClockInputs(startsAt, timeZone);
  for (let days = 0; days < 3; days++) {
    const { date } = wallClockInputs(new Date(Date.now() + days * 24 * 60 * MINUTE), timeZone);
    const at = momentAt(date, time, timeZone);
    if (at && at.getTime() > Date.now()) return { date, time };
  }
  return proposal(timeZone);
}

function lengthInMinutes({ startsAt, endsAt }: MeetingSummary): number {
  return startsAt && endsAt ? Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / MINUTE) : 60;
}

function initialValues(purpose: Purpose): Values {
  const own = ownTimeZone();
  if (purpose.kind === "new") {
    return { title: "", description: "", ...proposal(own), minutes: "60", timeZone: own, lobby: false };
  }
  const { title, description, lobby, startsAt, timeZone: zone } = purpose.of;
  const timeZone = (startsAt ? knownTimeZone(zone) : null) ?? own;
  const minutes = String(lengthInMinutes(purpose.of));
  const start = startsAt ? new Date(startsAt) : null;
  const when =
    purpose.kind === "edit"
      ? start
        ? wallClockInputs(start, timeZone)
        : { date: "", time: "" }
      : start
        ? proposalLike(start, timeZone)
        : proposal(timeZone);
  return { title, description, ...when, minutes, timeZone, lobby };
}

/** Whether the form asks for date and time: those of a series are dates of its rule. */
const asksForTime = (purpose: Purpose) => purpose.kind !== "edit" || !purpose.of.series;

/** Whether they may be left out: a meeting without a time may stay one. */
const mayStayWithoutTime = (purpose: Purpose) => purpose.kind === "edit" && !purpose.of.startsAt;

function Fields({ purpose, onClose, onDone }: Omit<Props, "purpose"> & { purpose: Purpose }) {
  const { t } = useTranslation("pages");
  const { formatDuration } = useFormats();
  const failureText = useFailureText();
  const queries = useQueryClient();
  const [initial] = useState(() => initialValues(purpose));
  const [values, setValues] = useState(initial);
  const [checked, setChecked] = useState(false);
  const change = (changed: Partial<Values>) => setValues((before) => ({ ...before, ...changed }));
  const { date, time, timeZone, minutes } = values;
  const zones = useMemo(
    () => [...new Set([initial.timeZone, ownTimeZone(), "UTC", ...Intl.supportedValuesOf("timeZone")])],
    [initial],
  );
  const lengths = [...new Set([...MINUTES, Number(initial.minutes)])].sort((a, b) => a - b);

  const now = useNow(30_000);
  const startsAt = momentAt(date, time, timeZone);
  const timed = asksForTime(purpose) && !(mayStayWithoutTime(purpose) && !date && !time);
  const moved = date !== initial.date || time !== initial.time || timeZone !== initial.timeZone;
  // A meeting that has begun may be given another title; only a new time must lie ahead.
  const mustLieAhead = purpose.kind !== "edit" || moved;
  const failure = !startsAt ? t("schedule.skipped") : mustLieAhead && startsAt < now ? t("schedule.past") : null;
  const save = useMutation({
    mutationFn: () => {
      const common = { title: values.title.trim(), description: values.description.trim(), lobby: values.lobby };
      const when =
        timed && startsAt ? { startsAt: startsAt.toISOString(), durationMinutes: Number(minutes), timeZone } : {};
      if (purpose.kind !== "edit") return api.createMeeting({ ...common, ...when });
      const changed = moved || minutes !== initial.minutes;
      return api.changeMeeting(purpose.of.mid, { ...common, ...(changed ? when : {}) });
    },
    onSuccess: async (meeting) => {
      onDone(meeting);
      await queries.invalidateQueries({ queryKey: ["meetings"] });
    },
  });
  useSessionExpiry(save.error);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (timed && (!startsAt || failure)) return;
    save.mutate();
  };

  const first = purpose.kind === "edit" ? purpose.first : purpose.kind === "again" ? "time" : "title";
  return (
    <form className={styles.schedule} onSubmit={submit} noValidate>
      <TextInput
        className={styles.wide}
        label={t("schedule.title")}
        description={t("schedule.titleHint")}
        size="md"
        maxLength={250}
        value={values.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
        data-autofocus={first === "title" || undefined}
        dir="auto"
      />
      {asksForTime(purpose) ? (
        <>
          <TextInput
            type="date"
            label={t("schedule.date")}
            size="md"
            value={date}
            onChange={(event) => change({ date: event.currentTarget.value })}
            error={checked && timed && !date ? t("schedule.missing") : null}
            data-autofocus={first === "time" || undefined}
          />
          <TextInput
            type="time"
            label={t("schedule.time")}
            size="md"
            value={time}
            onChange={(event) => change({ time: event.currentTarget.value })}
            error={checked && timed ? (time ? date && failure : t("schedule.missing")) : null}
          />
          <Select
            label={t("schedule.duration")}
            size="md"
            data={lengths.map((length) => ({ value: String(length), label: formatDuration(length * 60) }))}
            value={minutes}
            onChange={(value) => change({ minutes: value ?? minutes })}
            allowDeselect={false}
          />
          <Select
            label={t("schedule.timeZone")}
            size="md"
            data={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
            value={timeZone}
            onChange={(value) => change({ timeZone: value ?? timeZone })}
            searchable
            limit={50}
            nothingFoundMessage={t("schedule.noTimeZone")}
            allowDeselect={false}
          />
        </>
      ) : (
        <p className={`${styles.wide ?? ""} ${styles.series ?? ""}`}>{t("edit.series")}</p>
      )}
      <Textarea
        className={styles.wide}
        label={t("schedule.description")}
        description={t("schedule.descriptionHint")}
        size="md"
        rows={3}
        resize="vertical"
        maxLength={LONGEST_DESCRIPTION}
        value={values.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
        dir="auto"
      />
      <Switch
        className={styles.wide}
        label={t("schedule.lobby")}
        description={t("schedule.lobbyHint")}
        size="md"
        checked={values.lobby}
        onChange={(event) => change({ lobby: event.currentTarget.checked })}
      />
      {save.error ? (
        <Alert color="red" variant="light" role="alert" className={styles.wide}>
          {failureText(save.error)}
        </Alert>
      ) : null}
      <div className={`${dialogStyles.actions ?? ""} ${styles.wide ?? ""}`}>
        <Button variant="default" size="md" onClick={onClose}>
          {t("schedule.back")}
        </Button>
        <Button type="submit" size="md" loading={save.isPending}>
          {purpose.kind === "edit" ? t("edit.button") : t("schedule.button")}
        </Button>
      </div>
    </form>
  );
}
