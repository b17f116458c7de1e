import { IconRepeat } from "@tabler/icons-react";

import styles from "./Repeats.module.css";

/** The rule of a series, in the server's words: they are those of its invitations. */
export function Repeats({ rule }: { rule: string }) {
  return (
    <span className={styles.repeats}>
      <IconRepeat size={16} stroke={1.75} aria-hidden />
      <span className={styles.rule}>{rule}</span>
    </span>
  );
}
