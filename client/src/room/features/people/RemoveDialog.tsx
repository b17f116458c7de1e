import { useTranslation } from "react-i18next";

import { ConfirmDialog } from "../../../ui/ConfirmDialog";
import type { Person } from "../../protocol.generated";
import { useSession } from "../../roomContext";
import { defineDialog, type DialogProps } from "../../view/dialog";

/** Asks before a person is removed, who cannot come back by the same link until somebody lets them in again. */
function RemoveDialog({ subject: person, onClose }: DialogProps<Person>) {
  const session = useSession();
  const { t } = useTranslation("room");
  const name = person?.name ?? "";
  const remove = () => {
    onClose();
    if (person) void session.send({ type: "remove", personId: person.id });
  };
  return (
    <ConfirmDialog
      opened={person !== null}
      title={t("people.removeHeading", { name })}
      cancel={t("people.cancel")}
      confirm={t("people.removeConfirm")}
      onCancel={onClose}
      onConfirm={remove}
    >
      {t("people.removeText", { name })}
    </ConfirmDialog>
  );
}

export const removeDialog = defineDialog("people.remove", RemoveDialog);
