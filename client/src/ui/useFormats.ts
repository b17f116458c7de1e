import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import {
  formatDay,
  formatDuration,
  formatFromNow,
  formatInFull,
  formatRangeInFull,
  formatTime,
  formatTimeZone,
  localeFor,
} from "./dates";

/** The moment, renewed every so many milliseconds while the calling component is shown. */
export function useNow(everyMilliseconds: number): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMilliseconds);
    return () => clearInterval(timer);
  }, [everyMilliseconds]);
  return now;
}

/** The functions of dates.ts, in the language of the page and the person's own variety of it. */
export function useFormats() {
  const { t, i18n } = useTranslation("pages");
  const locale = localeFor(i18n.language, navigator.languages);
  const formatWhen = (at: Date, now: Date, timeZone?: string) =>
    t("when.dayAndTime", {
      day: formatDay(at, { locale, now, timeZone }),
      time: formatTime(at, { locale, timeZone }),
    });
  return {
    /** "Tomorrow", "Sat, 14 March" */
    formatDayOf: (at: Date, now: Date) => formatDay(at, { locale, now }),
    /** "10:00" */
    formatTimeOfDay: (at: Date) => formatTime(at, { locale }),
    /** "Tomorrow, 10:00" */
    formatWhen,
    /** "Tomorrow, 10:00 – 11:30"; the second day only where it is another. */
    formatRange: (start: Date, end: Date, now: Date) => {
      const endDay = formatDay(end, { locale, now });
      const sameDay = endDay === formatDay(start, { locale, now });
      return t("when.range", {
        start: formatWhen(start, now),
        end: sameDay ? formatTime(end, { locale }) : formatWhen(end, now),
      });
    },
    formatInFull: (at: Date, timeZone?: string) => formatInFull(at, { locale, timeZone }),
    formatRangeInFull: (start: Date, end: Date) => formatRangeInFull(start, end, { locale }),
    formatTimeZone: (timeZone: string) => formatTimeZone(timeZone, locale),
    formatDuration: (seconds: number) => formatDuration(seconds, locale),
    formatFromNow: (seconds: number) => formatFromNow(seconds, locale),
    locale,
  };
}
