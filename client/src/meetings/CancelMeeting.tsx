import { Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, type MeetingSummary } from "../api/client";
import { useSessionExpiry } from "../ui/failures";
import { useToast } from "../ui/useToast";
import { CancelQuestion } from "./CancelQuestion";

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
      <CancelQuestion
        meaning={t(meeting.series ? "dates.cancelAllMeaning" : "meetings.cancelMeaning")}
        keep={t("meetings.keep")}
        confirm={t(meeting.series ? "dates.cancelSeries" : "meetings.cancel")}
        cancellation={cancel}
        onKeep={onClose}
      />
    </Modal>
  );
}
