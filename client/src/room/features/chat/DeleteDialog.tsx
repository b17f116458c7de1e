import { useTranslation } from "react-i18next";

import { ConfirmDialog } from "../../../ui/ConfirmDialog";
import type { ChatMessage } from "../../protocol.generated";
import { useService } from "../../roomContext";
import { defineDialog, type DialogProps } from "../../view/dialog";
import { chatService } from "./chatService";

/** Asks before a message is gone for all. */
function DeleteDialog({ subject: message, onClose }: DialogProps<ChatMessage>) {
  const { t } = useTranslation("room");
  const service = useService(chatService);
  const remove = () => {
    onClose();
    if (message) service.remove(message);
  };
  return (
    <ConfirmDialog
      opened={message !== null}
      title={t("chat.deleteHeading")}
      cancel={t("people.cancel")}
      confirm={t("chat.delete")}
      onCancel={onClose}
      onConfirm={remove}
    >
      {message?.text}
    </ConfirmDialog>
  );
}

export const deleteDialog = defineDialog("chat.delete", DeleteDialog);
