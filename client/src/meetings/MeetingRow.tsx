import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { api, type MeetingSummary } from "../api/client";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { useToast } from "../ui/useToast";
import { isOver, isUnderWay } from "./agenda";
import type { Purpose } from "./MeetingForm";
import { Facts, Time } from "./MeetingFacts";
import styles from "./MeetingList.module.css";
import { MeetingMenu } from "./MeetingMenu";

interface Props {
  meeting: MeetingSummary;
  /** Where the row stands below the name of its day, the day need not be said again. */
  underDay: boolean;
  now: Date;
  onForm: (purpose: Purpose) => void;
}

/** One of the person's own meetings, with what can be done about it. */
export function MeetingRow({ meeting, underDay, now, onForm }: Props) {
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
      <div className={styles.actions}>
        {meeting.cancelled ? (
          <Restore meeting={meeting} title={title} titleId={id} />
        ) : (
          <>
            {isOver(meeting, now) ? null : (
              <Button
                component="a"
                href={meeting.hostUrl}
                variant={isUnderWay(meeting) ? "filled" : "light"}
                className={styles.enter}
                aria-describedby={id}
              >
                {t("meetings.enterAsHost")}
              </Button>
            )}
            <MeetingMenu meeting={meeting} title={title} now={now} onForm={onForm} />
          </>
        )}
      </div>
    </li>
  );
}

function Restore({ meeting, title, titleId }: { meeting: MeetingSummary; title: string; titleId: string }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  const restore = useMutation({
    mutationFn: () => api.restoreMeeting(meeting.mid),
    onSuccess: async () => {
      showToast(t("agenda.restored", { title }));
      await queries.invalidateQueries({ queryKey: ["meetings"] });
    },
    onError: (error) => showToast(failureText(error), "failed"),
  });
  useSessionExpiry(restore.error);
  return (
    <Button variant="default" loading={restore.isPending} aria-describedby={titleId} onClick={() => restore.mutate()}>
      {t("agenda.restore")}
    </Button>
  );
}
