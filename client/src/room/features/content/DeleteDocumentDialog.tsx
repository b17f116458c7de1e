import { useTranslation } from "react-i18next";

import { ConfirmDialog } from "../../../ui/ConfirmDialog";
import { useSession } from "../../roomContext";
import { defineDialog, type DialogProps } from "../../view/dialog";
import { deleteDocument, type MeetingDocument } from "./content";

/** Asks before a document is gone for all. */
function DeleteDocumentDialog({ subject: document, onClose }: DialogProps<MeetingDocument>) {
  const { t } = useTranslation("room");
  const session = useSession();
  return (
    <ConfirmDialog
      opened={document !== null}
      title={t("content.deleteHeading")}
      cancel={t("people.cancel")}
      confirm={t("content.delete")}
      onCancel={onClose}
      onConfirm={() => {
        onClose();
        if (document) deleteDocument(session, document.id);
      }}
    >
      {document?.title}
    </ConfirmDialog>
  );
}

export const deleteDocumentDialog = defineDialog("content.delete", DeleteDocumentDialog);
