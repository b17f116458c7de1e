import { Button } from "@mantine/core";
import { IconFileText } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { InvitedMeeting } from "../api/client";
import { useMinutesAddress } from "../ui/useMinutesAddress";
import { isOver, isUnderWay } from "./agenda";
import { InvitedMenu } from "./InvitedMenu";
import { MeetingItem, type MeetingItemProps } from "./MeetingItem";
import styles from "./MeetingList.module.css";

/** A meeting to which the person is invited: what a guest may do about it; of one that is over the minutes are left. */
export function InvitedRow({ meeting, underDay, now }: MeetingItemProps<InvitedMeeting>) {
  const { t } = useTranslation("pages");
  const minutesAddress = useMinutesAddress();
  const actions = (title: string, titleId: string) =>
    isOver(meeting, now) ? (
      meeting.held ? (
        <div className={styles.actions}>
          <Button
            component={Link}
            to={minutesAddress(meeting.mid)}
            variant="default"
            leftSection={<IconFileText size={18} stroke={1.75} aria-hidden />}
            aria-describedby={titleId}
          >
            {t("menu.minutes")}
          </Button>
        </div>
      ) : null
    ) : (
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
