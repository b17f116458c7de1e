import { Kbd } from "@mantine/core";
import { Fragment } from "react";

import styles from "./KeyList.module.css";

/** Keys, and what each does. */
export function KeyList({ keys }: { keys: readonly { key: string; meaning: string }[] }) {
  return (
    <dl className={styles.keys}>
      {keys.map(({ key, meaning }) => (
        <Fragment key={key}>
          <dt>
            <Kbd>{key}</Kbd>
          </dt>
          <dd>{meaning}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
