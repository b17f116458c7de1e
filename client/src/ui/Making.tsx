import { Progress } from "@mantine/core";

import styles from "./Making.module.css";

interface Props {
  /** What is being done, and how far it is. */
  text: string;
  /** What the bar measures, for screen readers. */
  label: string;
  /** Of a hundred. */
  percent: number;
}

/** How far something is that the server makes. */
export function Making({ text, label, percent }: Props) {
  return (
    <div className={styles.making}>
      <span>{text}</span>
      <Progress value={percent} size="sm" aria-label={label} />
    </div>
  );
}
