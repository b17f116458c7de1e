import { Button } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import type { InvitedMeeting } from "../api/client";
import { isOver, isUnderWay } from "./agenda";
import { InvitedMenu } from "./InvitedMenu";
import { Facts, Time } from "./MeetingFacts";
import styles from "./MeetingList.module.css";

interface Props {
  meeting: InvitedMeeting;
  /** Where the row stands below the name of its day, the day need not be said again. */
  underDay: boolean;
  now: Date;
}

/** A meeting to which the person is invited: what a guest may do about it. */
export function InvitedRow({ meeting, underDay, now }: Props) {
  const { t } = useTranslation("pages");
  const title = meeting.title || t("meetings.untitled", { code: meeting.code });
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
      {isOver(meeting, now) ? null : (
        <div className={styles.actions}>
          <Button
            component="a"
            href={meeting.participantUrl}
            variant={isUnderWay(meeting) ? "filled" : "light"}
            className={styles.enter}
            aria-describedby={id}
          >
            {t("invited.enter")}
          </Button>
          <InvitedMenu meeting={meeting} title={title} />
        </div>
      )}
    </li>
  );
}
