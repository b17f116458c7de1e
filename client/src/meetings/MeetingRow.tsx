import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconCalendarX, IconLink } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import type { MeetingSummary } from "../api/client";
import { copyText } from "../browser/copyText";
import { useToast } from "../ui/useToast";
import { When } from "../ui/When";
import { CancelMeeting } from "./CancelMeeting";
import styles from "./MeetingList.module.css";

/** One of the person's own meetings, with what can be done about it. */
export function MeetingRow({ meeting }: { meeting: MeetingSummary }) {
  const { t } = useTranslation("pages");
  const title = meeting.title || t("meetings.untitled", { code: meeting.code });
  const id = useId();
  const status = meeting.cancelled ? "cancelled" : meeting.status;
  return (
    <tr role="row">
      <td role="cell" className={styles.meetingCell} id={id}>
        <bdi>{title}</bdi>
      </td>
      <td role="cell" className={styles.whenCell}>
        <When startsAt={meeting.startsAt} endsAt={meeting.endsAt} />
      </td>
      <td role="cell">
        <span className={styles.status} data-status={status}>
          {t(`meetings.status.${status}`)}
        </span>
      </td>
      <td role="cell" className={`${styles.insideCell ?? ""} tabular`} data-empty={meeting.inside === 0}>
        {meeting.inside > 0 ? t("meetings.inside", { count: meeting.inside }) : <span aria-hidden="true">–</span>}
      </td>
      <td role="cell" className={styles.actionsCell}>
        {meeting.cancelled ? null : <MeetingActions meeting={meeting} title={title} titleId={id} />}
      </td>
    </tr>
  );
}

function MeetingActions({ meeting, title, titleId }: { meeting: MeetingSummary; title: string; titleId: string }) {
  const { t } = useTranslation("pages");
  const showToast = useToast();
  const [cancelling, setCancelling] = useState(false);
  const copy = async () => {
    if (await copyText(meeting.meetingUrl)) showToast(t("meetings.linkCopied"));
    else showToast(t("link.copyFailed"), "failed");
  };
  return (
    <div className={styles.actions}>
      <Button component="a" href={meeting.hostUrl} variant="light" aria-describedby={titleId}>
        {t("meetings.enterAsHost")}
      </Button>
      <Tooltip label={t("meetings.copyLink")}>
        <ActionIcon
          size={36}
          aria-label={t("meetings.copyLink")}
          aria-describedby={titleId}
          onClick={() => void copy()}
        >
          <IconLink size={20} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      {meeting.status === "finished" ? null : (
        <Tooltip label={t("meetings.cancel")}>
          <ActionIcon
            size={36}
            aria-label={t("meetings.cancel")}
            aria-describedby={titleId}
            onClick={() => setCancelling(true)}
          >
            <IconCalendarX size={20} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      )}
      <CancelMeeting meeting={meeting} title={title} opened={cancelling} onClose={() => setCancelling(false)} />
    </div>
  );
}
