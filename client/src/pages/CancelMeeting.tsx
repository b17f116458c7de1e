import { Alert, Button, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, type MeetingSummary } from "../api";
import { useSayFailure, useSignInWatch } from "./failures";
import styles from "./pages.module.css";
import { useNote } from "./useNote";

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
  const sayFailure = useSayFailure();
  const note = useNote();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => api.cancelMeeting(meeting.mid),
    onSuccess: async () => {
      onClose();
      note(t("meetings.cancelled", { title }));
      await queries.invalidateQueries({ queryKey: ["meetings"] });
    },
  });
  useSignInWatch(cancel.error);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("meetings.cancelQuestion", { title })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <p className={styles.text}>{t("meetings.cancelMeaning")}</p>
      {cancel.error ? (
        <Alert color="red" variant="light" role="alert" mt={12}>
          {sayFailure(cancel.error)}
        </Alert>
      ) : null}
      <div className={styles.cancelActions}>
        <Button variant="default" size="md" onClick={onClose}>
          {t("meetings.keep")}
        </Button>
        <Button color="red" size="md" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t("meetings.cancel")}
        </Button>
      </div>
    </Modal>
  );
}
