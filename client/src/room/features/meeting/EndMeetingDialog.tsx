import { useTranslation } from "react-i18next";

import { ConfirmDialog } from "../../../ui/ConfirmDialog";
import { useRoom, useSession } from "../../roomContext";
import { defineDialog, type DialogProps } from "../../view/dialog";
import { selectPeopleTotal } from "../people/public";

/** Asks before the meeting ends for everybody. */
function EndMeetingDialog({ subject, onClose }: DialogProps<true>) {
  const { t } = useTranslation("room");
  const session = useSession();
  const peopleTotal = useRoom(selectPeopleTotal);
  const others = Math.max(0, peopleTotal - 1);
  const end = () => {
    onClose();
    void session.send({ type: "endMeeting" });
  };
  return (
    <ConfirmDialog
      opened={subject !== null}
      title={t("end.heading")}
      cancel={t("end.cancel")}
      confirm={t("end.confirm")}
      onCancel={onClose}
      onConfirm={end}
    >
      {others === 0 ? t("end.textNobody") : t("end.text", { count: others })}
    </ConfirmDialog>
  );
}

export const endMeetingDialog = defineDialog("meeting.end", EndMeetingDialog);
