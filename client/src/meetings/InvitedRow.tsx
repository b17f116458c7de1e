import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { InvitedMeeting } from "../api/client";
import { isOver, isUnderWay } from "./agenda";
import { InvitedMenu } from "./InvitedMenu";
import { MeetingItem, type MeetingItemProps } from "./MeetingItem";
import styles from "./MeetingList.module.css";

/** A meeting to which the person is invited: what a guest may do about it. */
export function InvitedRow({ meeting, underDay, now }: MeetingItemProps<InvitedMeeting>) {
  const { t } = useTranslation("pages");
  const actions = (title: string, titleId: string) =>
    isOver(meeting, now) ? null : (
      <div className={styles.actions}>
        <Button
          component="a"
          href={meeting.participantUrl}
          variant={isUnderWay(meeting) ? "filled" : "light"}
          className={styles.enter}
          aria-describedby={titleId}
        >
          {t("invited.enter")}
        </Button>
        <InvitedMenu meeting={meeting} title={title} />
      </div>
    );
  return <MeetingItem meeting={meeting} underDay={underDay} now={now} actions={actions} />;
}
