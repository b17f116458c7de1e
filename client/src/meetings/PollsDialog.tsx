import { useTranslation } from "react-i18next";

import type { MeetingSummary } from "../api/client";
import { WideDialog } from "../ui/WideDialog";
import { PreparedPolls } from "./PreparedPolls";

interface Props {
  meeting: MeetingSummary;
  /** What the meeting is called on the screen. */
  title: string;
  opened: boolean;
  onClose: () => void;
}

/** Polls that are prepared for a meeting: made, changed, put in order, deleted. They are opened in the room. */
export function PollsDialog({ meeting, title, opened, onClose }: Props) {
  const { t } = useTranslation("polls");
  return (
    <WideDialog title={t("preparedFor", { title })} opened={opened} onClose={onClose}>
      <PreparedPolls mid={meeting.mid} />
    </WideDialog>
  );
}
