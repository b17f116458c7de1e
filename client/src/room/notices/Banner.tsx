import type { ReactNode } from "react";

import styles from "./Banner.module.css";

/** A quiet line above the stage: what is going on, and what may be done about it. */
export function Banner({ text, children }: { text: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.banner} role="status">
      <span>{text}</span>
      {children}
    </div>
  );
}
