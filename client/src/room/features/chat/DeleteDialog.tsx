import { Button, Group, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ChatMessage } from "../../protocol.generated";
import { useService } from "../../roomContext";
import { defineDialog, type DialogProps } from "../../view/dialog";
import styles from "./Chat.module.css";
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
    <Modal opened={message !== null} onClose={onClose} title={t("chat.deleteHeading")} withCloseButton={false}>
      <p className={styles.dialogText} dir="auto">
        {message?.text}
      </p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t("people.cancel")}
        </Button>
        <Button color="red" onClick={remove}>
          {t("chat.delete")}
        </Button>
      </Group>
    </Modal>
  );
}

export const deleteDialog = defineDialog("chat.delete", DeleteDialog);
