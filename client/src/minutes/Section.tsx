import type { ReactNode } from "react";

import styles from "./Minutes.module.css";

/** A part of the minutes under its heading. */
export function Section({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={heading}>
      <h2>{heading}</h2>
      {children}
    </section>
  );
}
