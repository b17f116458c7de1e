import { Chip, Group, NumberInput, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useFormats } from "../ui/useFormats";
import styles from "./MeetingForm.module.css";
import { type Frequency, MOST_DATES, type Repetition, type Weekday, WEEKDAYS, weekdayOf } from "./recurrence";

const FREQUENCIES: readonly Frequency[] = ["never", "daily", "weekly", "monthly"];
const ENDS = ["never", "until", "count"] as const;
/** A Monday: from it on the days of a week have their names. */
const MONDAY = Date.UTC(2024, 0, 1);

interface Props {
  value: Repetition;
  /** The first date, like 2031-05-06; its weekday always belongs to a weekly series. */
  date: string;
  onChange: (changed: Partial<Repetition>) => void;
  /** Whether what is missing or wrong is said. */
  checked: boolean;
}

/** Whether the fields say all that the rule needs. */
export function isComplete({ frequency, ends, until, count }: Repetition, date: string): boolean {
  if (frequency === "never" || ends === "never") return true;
  return ends === "until" ? until >= date : Number.isInteger(count) && count >= 1 && count <= MOST_DATES;
}

/** How often a meeting takes place, on which days, and until when. */
export function RepetitionFields({ value, date, onChange, checked }: Props) {
  const { t } = useTranslation("pages");
  const wrong = checked && !isComplete(value, date);
  return (
    <>
      <Select
        label={t("repeat.label")}
        size="md"
        data={FREQUENCIES.map((one) => ({ value: one, label: t(`repeat.${one}`) }))}
        value={value.frequency}
        onChange={(chosen) => onChange({ frequency: FREQUENCIES.find((one) => one === chosen) ?? "never" })}
        allowDeselect={false}
      />
      {value.frequency === "never" ? (
        <span />
      ) : (
        <Select
          label={t("repeat.ends")}
          size="md"
          data={ENDS.map((one) => ({ value: one, label: t(`repeat.end.${one}`) }))}
          value={value.ends}
          onChange={(chosen) => onChange({ ends: ENDS.find((one) => one === chosen) ?? "never" })}
          allowDeselect={false}
        />
      )}
      {value.frequency === "weekly" ? <Weekdays value={value} date={date} onChange={onChange} /> : null}
      {value.frequency === "monthly" ? (
        <Select
          label={t("repeat.on")}
          size="md"
          data={[
            { value: "day", label: t("repeat.sameDay") },
            { value: "weekday", label: t("repeat.sameWeekday") },
          ]}
          value={value.monthlyBy}
          onChange={(chosen) => onChange({ monthlyBy: chosen === "weekday" ? "weekday" : "day" })}
          allowDeselect={false}
        />
      ) : null}
      {value.frequency !== "never" && value.ends === "until" ? (
        <TextInput
          type="date"
          label={t("repeat.until")}
          size="md"
          min={date}
          value={value.until}
          onChange={(event) => onChange({ until: event.currentTarget.value })}
          error={wrong ? t("repeat.untilWrong") : null}
        />
      ) : null}
      {value.frequency !== "never" && value.ends === "count" ? (
        <NumberInput
          label={t("repeat.count")}
          size="md"
          min={1}
          max={MOST_DATES}
          allowDecimal={false}
          value={value.count}
          onChange={(count) => onChange({ count: Number(count) })}
          error={wrong ? t("repeat.countWrong", { most: MOST_DATES }) : null}
        />
      ) : null}
    </>
  );
}

function Weekdays({ value, date, onChange }: Omit<Props, "checked">) {
  const { t } = useTranslation("pages");
  const { locale } = useFormats();
  const own = weekdayOf(date);
  const nameOf = (day: Weekday, weekday: "short" | "long") =>
    new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" }).format(MONDAY + WEEKDAYS.indexOf(day) * 86_400_000);
  const chosen = WEEKDAYS.filter((day) => day === own || value.weekdays.includes(day));
  return (
    <fieldset className={`${styles.wide ?? ""} ${styles.weekdays ?? ""}`}>
      <legend>{t("repeat.weekdays")}</legend>
      <Chip.Group multiple value={chosen} onChange={(days) => onChange({ weekdays: days })}>
        <Group gap={6}>
          {WEEKDAYS.map((day) => (
            <Chip key={day} value={day} disabled={day === own} aria-label={nameOf(day, "long")}>
              {nameOf(day, "short")}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </fieldset>
  );
}
