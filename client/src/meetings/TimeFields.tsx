import { Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useFormats } from "../ui/useFormats";

const MINUTES = [15, 30, 45, 60, 90, 120, 180, 240, 480];

/** What the fields have: a day, a time of day, and a number of minutes, as they stand in the inputs. */
export interface TimeValues {
  date: string;
  time: string;
  minutes: string;
}

interface Props {
  value: TimeValues;
  /** A length that can be chosen besides the usual ones: that of the meeting as it is. */
  length: string;
  errors: { date: string | null; time: string | null };
  focused?: boolean;
  onChange: (changed: Partial<TimeValues>) => void;
}

/** The fields that say when a meeting, or one date of a series, begins and how long it takes. */
export function TimeFields({ value, length, errors, focused = false, onChange }: Props) {
  const { t } = useTranslation("pages");
  const { formatDuration } = useFormats();
  const lengths = [...new Set([...MINUTES, Number(length)])].sort((a, b) => a - b);
  return (
    <>
      <TextInput
        type="date"
        label={t("schedule.date")}
        size="md"
        value={value.date}
        onChange={(event) => onChange({ date: event.currentTarget.value })}
        error={errors.date}
        data-autofocus={focused || undefined}
      />
      <TextInput
        type="time"
        label={t("schedule.time")}
        size="md"
        value={value.time}
        onChange={(event) => onChange({ time: event.currentTarget.value })}
        error={errors.time}
      />
      <Select
        label={t("schedule.duration")}
        size="md"
        data={lengths.map((one) => ({ value: String(one), label: formatDuration(one * 60) }))}
        value={value.minutes}
        onChange={(chosen) => onChange({ minutes: chosen ?? value.minutes })}
        allowDeselect={false}
      />
    </>
  );
}
