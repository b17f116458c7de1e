import { memo, useEffect, useRef } from "react";

import { useService } from "../../roomContext";
import styles from "./LevelDots.module.css";
import { roomMedia } from "./roomMedia";

/** How loud a person is whose microphone is on, as three dots. Drawn without React: it moves with the voice. */
export const LevelDots = memo(function LevelDots({ personId, you }: { personId: string; you: boolean }) {
  const { voices } = useService(roomMedia);
  const dots = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const show = () => {
      const { own, others } = voices.getState();
      const level = String(you ? own : (others.get(personId) ?? 0));
      if (dots.current && dots.current.dataset.level !== level) dots.current.dataset.level = level;
    };
    show();
    return voices.subscribe(show);
  }, [voices, personId, you]);
  return (
    <span ref={dots} className={styles.dots} aria-hidden="true">
      <i />
      <i />
      <i />
    </span>
  );
});
