import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { localeFor, sayDay, sayFromNow, sayInFull, sayLength, sayTime, sayTimeZone } from "./dates";

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
export function useSpeech() {
  const { t, i18n } = useTranslation("pages");
  const locale = localeFor(i18n.language, navigator.languages);
  const sayWhen = (at: Date, now: Date, timeZone?: string) =>
    t("when.dayAndTime", {
      day: sayDay(at, { locale, now, timeZone }),
      time: sayTime(at, { locale, timeZone }),
    });
  return {
    /** "Tomorrow, 10:00" */
    sayWhen,
    /** "Tomorrow, 10:00 – 11:30"; the second day only where it is another. */
    sayRange: (start: Date, end: Date, now: Date) => {
      const endDay = sayDay(end, { locale, now });
      const sameDay = endDay === sayDay(start, { locale, now });
      return t("when.range", {
        start: sayWhen(start, now),
        end: sameDay ? sayTime(end, { locale }) : sayWhen(end, now),
      });
    },
    sayInFull: (at: Date) => sayInFull(at, { locale }),
    sayTimeZone: (timeZone: string) => sayTimeZone(timeZone, locale),
    sayLength: (seconds: number) => sayLength(seconds, locale),
    sayFromNow: (seconds: number) => sayFromNow(seconds, locale),
    locale,
  };
}
