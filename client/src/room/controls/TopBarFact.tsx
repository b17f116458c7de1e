import type { HTMLAttributes } from "react";

import styles from "./TopBarFact.module.css";

/** Something small and quiet in the line above the stage. */
export function TopBarFact({ className = "", ...props }: HTMLAttributes<HTMLSpanElement>) {
  return <span className={`${styles.fact ?? ""} ${className}`} {...props} />;
}
