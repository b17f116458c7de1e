import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Notice } from "../feature";
import { useSession } from "../roomContext";
import styles from "./Banner.module.css";

/** Milliseconds that a notice is shown. */
const SHOWN = 6_000;
/** Milliseconds that it is shown at least where others wait. */
const SHOWN_AT_LEAST = 2_500;

interface Shown {
  number: number;
  message: string;
  warning: boolean;
  about: string | undefined;
}

/** Shows notices in passing, one after the other, and lets screen readers read those that are not shown. */
export function Notices() {
  const session = useSession();
  const { t } = useTranslation("room");
  const [spoken, setSpoken] = useState("");
  const [waiting, setWaiting] = useState<readonly Shown[]>([]);
  const number = useRef(0);
  const take = useCallback(
    ({ tone, text, values, about }: Notice) => {
      const message = t(text, values ?? {});
      if (tone === "spoken") {
        setSpoken(message);
        return;
      }
      number.current += 1;
      const one = { number: number.current, message, warning: tone === "warning", about };
      // What is said already is not said twice at once.
      const stays = (other: Shown) => other.message !== message && (about === undefined || other.about !== about);
      setWaiting((before) => [...before.filter(stays), one]);
    },
    [t],
  );
  useEffect(() => session.onNotice(take), [session, take]);
  const first = waiting[0];
  const others = waiting.length > 1;
  useEffect(() => {
    if (first === undefined) return undefined;
    const end = () => setWaiting((before) => before.filter((one) => one.number !== first.number));
    const timer = setTimeout(end, others ? SHOWN_AT_LEAST : SHOWN);
    return () => clearTimeout(timer);
  }, [first, others]);
  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {spoken}
      </p>
      <div aria-live="polite">
        {first && (
          <div key={first.number} className={styles.passing} data-warning={first.warning || undefined}>
            {first.message}
          </div>
        )}
      </div>
    </>
  );
}
