import { Alert, Button, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, type MeetingSummary } from "../api/client";
import dialogStyles from "../ui/dialogs.module.css";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import textStyles from "../ui/text.module.css";
import { useToast } from "../ui/useToast";
import styles from "./CancelMeeting.module.css";

interface Props {
  meeting: MeetingSummary;
  /** What the meeting is called on the screen. */
  title: string;
  opened: boolean;
  onClose: () => void;
}

/** Asks before a meeting is cancelled, because that cannot be taken back. */
export function CancelMeeting({ meeting, title, opened, onClose }: Props) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => api.cancelMeeting(meeting.mid),
    onSuccess: async () => {
      onClose();
      showToast(t("meetings.cancelled", { title }));
      await queries.invalidateQueries({ queryKey: ["meetings"] });
    },
  });
  useSessionExpiry(cancel.error);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("meetings.cancelQuestion", { title })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <p className={textStyles.text}>{t(meeting.series ? "dates.cancelAllMeaning" : "meetings.cancelMeaning")}</p>
      {cancel.error ? (
        <Alert color="red" variant="light" role="alert" mt={12}>
          {failureText(cancel.error)}
        </Alert>
      ) : null}
      <div className={`${dialogStyles.actions ?? ""} ${styles.actions ?? ""}`}>
        <Button variant="default" size="md" onClick={onClose}>
          {t("meetings.keep")}
        </Button>
        <Button color="red" size="md" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t(meeting.series ? "dates.cancelSeries" : "meetings.cancel")}
        </Button>
      </div>
    </Modal>
  );
}
