import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, type MeetingSummary } from "../api/client";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { useToast } from "../ui/useToast";
import { isOver, isUnderWay } from "./agenda";
import type { Purpose } from "./MeetingForm";
import { MeetingItem, type MeetingItemProps } from "./MeetingItem";
import styles from "./MeetingList.module.css";
import { MeetingMenu } from "./MeetingMenu";

interface Props extends MeetingItemProps<MeetingSummary> {
  onForm: (purpose: Purpose) => void;
}

/** One of the person's own meetings, with what can be done about it. */
export function MeetingRow({ meeting, underDay, now, onForm }: Props) {
  const { t } = useTranslation("pages");
  const actions = (title: string, titleId: string) => (
    <div className={styles.actions}>
      {meeting.cancelled ? (
        <Restore meeting={meeting} title={title} titleId={titleId} />
      ) : (
        <>
          {isOver(meeting, now) ? null : (
            <Button
              component="a"
              href={meeting.hostUrl}
              variant={isUnderWay(meeting) ? "filled" : "light"}
              className={styles.enter}
              aria-describedby={titleId}
            >
              {t("meetings.enterAsHost")}
            </Button>
          )}
          <MeetingMenu meeting={meeting} title={title} now={now} onForm={onForm} />
        </>
      )}
    </div>
  );
  return <MeetingItem meeting={meeting} underDay={underDay} now={now} actions={actions} />;
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
