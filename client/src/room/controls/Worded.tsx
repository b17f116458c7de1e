import type { ReactNode } from "react";

import styles from "./Worded.module.css";

/** A control of the bar with a short word under it, where the window is wide; the control has its full name itself. */
export function Worded({ word, children }: { word: string; children: ReactNode }) {
  return (
    <span className={styles.worded}>
      {children}
      <span className={styles.word} aria-hidden="true">
        {word}
      </span>
    </span>
  );
}
