import { Textarea, TextInput } from "@mantine/core";
import { type SyntheticEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type MeetingSummary, type SeriesDate } from "../api/client";
import { knownTimeZone, momentAt, ownTimeZone, wallClockInputs } from "../ui/dates";
import { FormFoot } from "../ui/FormFoot";
import { useFormats, useNow } from "../ui/useFormats";
import styles from "./MeetingForm.module.css";
import { TimeFields } from "./TimeFields";
import { useChangeDate } from "./useChangeDate";

const MINUTE = 60_000;
const LONGEST_TITLE = 250;
const LONGEST_DESCRIPTION = 4000;

interface Props {
  meeting: MeetingSummary;
  date: SeriesDate;
  onBack: () => void;
}

/** The form of one date of a series. What it leaves as it is goes on to follow the series. */
export function DateForm({ meeting, date, onBack }: Props) {
  const { t } = useTranslation("pages");
  const { formatWhen, formatTimeZone } = useFormats();
  const now = useNow(30_000);
  const timeZone = knownTimeZone(meeting.timeZone) ?? ownTimeZone();
  const [initial] = useState(() => ({
    title: date.title,
    description: date.description,
    ...wallClockInputs(new Date(date.startsAt), timeZone),
    minutes: String(Math.round((Date.parse(date.endsAt) - Date.parse(date.startsAt)) / MINUTE)),
  }));
  const [values, setValues] = useState(initial);
  const [checked, setChecked] = useState(false);
  const change = (changed: Partial<typeof values>) => setValues((before) => ({ ...before, ...changed }));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input[type="date"]')?.focus(), []);

  const startsAt = momentAt(values.date, values.time, timeZone);
  const moved = values.date !== initial.date || values.time !== initial.time;
  const failure = !startsAt ? t("schedule.skipped") : moved && startsAt < now ? t("schedule.past") : null;
  const original = new Date(date.originalStartsAt);
  const save = useChangeDate(
    meeting,
    (start: Date) =>
      api.changeDate(meeting.mid, date.date, {
        title: values.title.trim(),
        description: values.description.trim(),
        ...(moved ? { startsAt: start.toISOString() } : {}),
        ...(values.minutes === initial.minutes ? {} : { durationMinutes: Number(values.minutes) }),
      }),
    { done: t("dates.saved"), onDone: onBack },
  );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setChecked(true);
    if (startsAt && !failure) save.mutate(startsAt);
  };
  return (
    <form ref={form} className={styles.schedule} onSubmit={submit} noValidate>
      <p className={`${styles.wide ?? ""} ${styles.series ?? ""}`}>
        {t("dates.editMeaning", { when: formatWhen(original, now, timeZone) })}
      </p>
      <TimeFields
        value={values}
        length={initial.minutes}
        errors={{
          date: checked && !values.date ? t("schedule.missing") : null,
          time: checked ? (values.time ? values.date && failure : t("schedule.missing")) : null,
        }}
        focused
        onChange={change}
      />
      <TextInput
        label={t("schedule.timeZone")}
        size="md"
        value={formatTimeZone(timeZone)}
        description={t("dates.ofSeries")}
        inputWrapperOrder={["label", "input", "description"]}
        readOnly
        variant="unstyled"
      />
      <TextInput
        className={styles.wide}
        label={t("schedule.title")}
        description={t("dates.titleHint")}
        size="md"
        maxLength={LONGEST_TITLE}
        value={values.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
        dir="auto"
      />
      <Textarea
        className={styles.wide}
        label={t("schedule.description")}
        size="md"
        rows={3}
        resize="vertical"
        maxLength={LONGEST_DESCRIPTION}
        value={values.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
        dir="auto"
      />
      <FormFoot
        error={save.error}
        pending={save.isPending}
        back={t("schedule.back")}
        onBack={onBack}
        confirm={t("dates.button")}
      />
    </form>
  );
}
