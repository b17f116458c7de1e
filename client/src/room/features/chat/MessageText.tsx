import { useMemo } from "react";

import styles from "./Chat.module.css";
import { partsOf } from "./links";
import { usePartTabIndex } from "./reach";

/** The words of a message, as they were typed; addresses lead where they say, in a page of their own. */
export function MessageText({ text }: { text: string }) {
  const tabIndex = usePartTabIndex();
  const parts = useMemo(() => partsOf(text), [text]);
  return (
    <p className={styles.text} dir="auto">
      {parts.map(({ text: part, href }, at) =>
        href === undefined ? (
          part
        ) : (
          <a key={at} tabIndex={tabIndex} href={href} target="_blank" rel="noopener noreferrer">
            {part}
          </a>
        ),
      )}
    </p>
  );
}
