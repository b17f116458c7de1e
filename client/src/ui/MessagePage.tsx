import type { Icon } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";

import styles from "./MessagePage.module.css";
import { Page } from "./Page";
import textStyles from "./text.module.css";

interface Props {
  icon: Icon;
  /** The meeting's title, where the person may know it. */
  meeting?: string;
  heading: string;
  text?: ReactNode;
  /** More to know, then what to do. */
  children?: ReactNode;
}

/** A page that says one thing: what happened, what is safe, what to do. */
export function MessagePage({ icon: Picture, meeting, heading, text, children }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  // The page takes the place of another one without a navigation: a screen reader must read the new heading.
  useEffect(() => title.current?.focus(), [heading]);
  return (
    <Page title={heading}>
      <div className={styles.message}>
        <span className={styles.picture}>
          <Picture size={28} stroke={1.75} aria-hidden="true" />
        </span>
        <h1 ref={title} tabIndex={-1} className={styles.heading}>
          {heading}
        </h1>
        {meeting ? (
          <p className={styles.meetingTitle}>
            <bdi>{meeting}</bdi>
          </p>
        ) : null}
        {text ? <p className={textStyles.text}>{text}</p> : null}
        {children}
      </div>
    </Page>
  );
}
