import { Button, Group, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Person } from "../../protocol.generated";
import { useSession } from "../../roomContext";
import { defineDialog, type DialogProps } from "../../view/dialog";
import styles from "./PeoplePanel.module.css";

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
    <Modal
      opened={person !== null}
      onClose={onClose}
      title={t("people.removeHeading", { name })}
      withCloseButton={false}
    >
      <p className={styles.dialogText}>{t("people.removeText", { name })}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t("people.cancel")}
        </Button>
        <Button color="red" onClick={remove}>
          {t("people.removeConfirm")}
        </Button>
      </Group>
    </Modal>
  );
}

export const removeDialog = defineDialog("people.remove", RemoveDialog);
