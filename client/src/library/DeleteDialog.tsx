import { useTranslation } from "react-i18next";

import { ConfirmDialog } from "../ui/ConfirmDialog";
import { useMeetingTitle } from "./meetingOf";
import { CALLS, type Shelved } from "./shelf";
import { useShelfChange } from "./useShelfChange";

interface Props {
  item: Shelved;
  opened: boolean;
  onClose: () => void;
}

/** Asks whether something is to be deleted, and deletes it. */
export function DeleteDialog({ item, opened, onClose }: Props) {
  const { t } = useTranslation("library");
  const { title } = item;
  const meeting = useMeetingTitle(item);
  const remove = useShelfChange(() => CALLS[item.what].delete(item.id), t("wasDeleted", { title }));
  return (
    <ConfirmDialog
      opened={opened}
      title={t("deleteHeading", { title })}
      cancel={t("cancel")}
      confirm={t("delete")}
      onCancel={onClose}
      onConfirm={() => {
        onClose();
        remove.mutate();
      }}
    >
      {t("deleteMeaning", { meeting: item.meeting === null ? t("heading") : meeting })}
    </ConfirmDialog>
  );
}
