import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import type { EntryCheck } from "../api/client";
import { knownTimeZone, ownTimeZone, sameWallClock } from "../ui/dates";
import textStyles from "../ui/text.module.css";
import { useFormats, useNow } from "../ui/useFormats";
import styles from "./StartCountdown.module.css";

interface Props {
  check: EntryCheck;
  /** Called once, when the time has come. */
  onDue: () => void;
}

/** When the meeting begins, on the person's clock and on the meeting's, and how long that still is. */
export function StartCountdown({ check, onDue }: Props) {
  const { t } = useTranslation("pages");
  const { formatWhen, formatInFull, formatTimeZone, formatDuration } = useFormats();
  const now = useNow(1_000);
  const start = check.startsAt ? new Date(check.startsAt) : null;
  const left = start ? (start.getTime() - now.getTime()) / 1_000 : null;
  const due = left !== null && left <= 0;

  useEffect(() => {
    if (due) onDue();
    // Only the coming of the moment counts; afterwards the caller asks again in its own rhythm.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [due]);

  if (!start || left === null) return <p className={textStyles.text}>{t("entry.early.noTime")}</p>;
  const own = ownTimeZone();
  const theirs = knownTimeZone(check.timeZone);
  return (
    <>
      <dl className={styles.begins}>
        <dt>{t("entry.early.begins")}</dt>
        <dd>
          <time dateTime={check.startsAt ?? ""} title={formatInFull(start)} className={textStyles.moment}>
            {formatWhen(start, now)}
          </time>
          <span>{t("entry.early.yourTime", { zone: formatTimeZone(own) })}</span>
        </dd>
        {theirs && !sameWallClock(start, own, theirs) ? (
          <dd>
            <span className="tabular">{formatWhen(start, now, theirs)}</span>
            <span>{t("entry.early.meetingTime", { zone: formatTimeZone(theirs) })}</span>
          </dd>
        ) : null}
      </dl>
      {/* A timer is not read out at every tick (WAI-ARIA 1.2, timer), only when somebody goes there. */}
      <p role="timer" className={`${styles.left ?? ""} tabular`}>
        {due ? t("entry.early.soon") : t("entry.early.left", { length: formatDuration(left) })}
      </p>
    </>
  );
}
