import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";

import type { ListedMeeting } from "../api/client";
import { titleOf } from "./agenda";
import { Facts, Time } from "./MeetingFacts";
import styles from "./MeetingList.module.css";

export interface MeetingItemProps<Meeting extends ListedMeeting> {
  meeting: Meeting;
  /** Where the row stands below the name of its day, the day need not be said again. */
  underDay: boolean;
  now: Date;
}

interface Props extends MeetingItemProps<ListedMeeting> {
  /** What can be done about the meeting; gets its title, and the id of the heading that shows it. */
  actions: (title: string, titleId: string) => ReactNode;
}

/** A row of the list of meetings: when, what, and what can be done. */
export function MeetingItem({ meeting, underDay, now, actions }: Props) {
  const { t } = useTranslation("pages");
  const title = titleOf(meeting) || t("meetings.untitled", { code: meeting.code });
  const id = useId();
  return (
    <li className={styles.meeting}>
      <p className={styles.time}>
        <Time meeting={meeting} underDay={underDay} now={now} />
      </p>
      <div className={styles.about}>
        <h3 id={id} className={styles.title}>
          <bdi>{title}</bdi>
        </h3>
        <Facts meeting={meeting} now={now} />
      </div>
      {actions(title, id)}
    </li>
  );
}
