import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import type { Door } from "../api";
import { knownTimeZone, ownTimeZone, sameWallClock } from "./dates";
import styles from "./pages.module.css";
import { useNow, useSpeech } from "./useSpeech";

interface Props {
  door: Door;
  /** Called once, when the time has come. */
  onDue: () => void;
}

/** When the meeting begins, on the person's clock and on the meeting's, and how long that still is. */
export function EarlyDoor({ door, onDue }: Props) {
  const { t } = useTranslation("pages");
  const { sayWhen, sayInFull, sayTimeZone, sayLength } = useSpeech();
  const now = useNow(1_000);
  const start = door.startsAt ? new Date(door.startsAt) : null;
  const left = start ? (start.getTime() - now.getTime()) / 1_000 : null;
  const due = left !== null && left <= 0;

  useEffect(() => {
    if (due) onDue();
    // Only the coming of the moment counts; afterwards the caller asks again in its own rhythm.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [due]);

  if (!start || left === null) return <p className={styles.text}>{t("door.early.noTime")}</p>;
  const own = ownTimeZone();
  const theirs = knownTimeZone(door.timeZone);
  return (
    <>
      <dl className={styles.begins}>
        <dt>{t("door.early.begins")}</dt>
        <dd>
          <time dateTime={door.startsAt ?? ""} title={sayInFull(start)} className={styles.moment}>
            {sayWhen(start, now)}
          </time>
          <span>{t("door.early.yourTime", { zone: sayTimeZone(own) })}</span>
        </dd>
        {theirs && !sameWallClock(start, own, theirs) ? (
          <dd className={styles.otherZone}>
            <span className="tabular">{sayWhen(start, now, theirs)}</span>
            <span>{t("door.early.meetingTime", { zone: sayTimeZone(theirs) })}</span>
          </dd>
        ) : null}
      </dl>
      {/* A timer is not read out at every tick (WAI-ARIA 1.2, timer), only when somebody goes there. */}
      <p role="timer" className={`${styles.left ?? ""} tabular`}>
        {due ? t("door.early.soon") : t("door.early.left", { length: sayLength(left) })}
      </p>
    </>
  );
}
