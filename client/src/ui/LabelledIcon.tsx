import type { ReactNode } from "react";

import styles from "./LabelledIcon.module.css";

interface Props {
  label: string;
  tone?: "plain" | "quiet" | "warn";
  className?: string | undefined;
  children: ReactNode;
}

/** An icon that says something by itself: with a name for screen readers and a tooltip. */
export function LabelledIcon({ label, tone, className = "", children }: Props) {
  return (
    <span className={`${styles.icon ?? ""} ${className}`} role="img" aria-label={label} title={label} data-tone={tone}>
      {children}
    </span>
  );
}
