import { Button, Group, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Person } from "../../protocol.generated";
import type { RoomSession } from "../../session";
import styles from "./PeoplePanel.module.css";

/** Asks before a person is removed, because the same link does not open the meeting again. */
export function RemoveDialog({
  session,
  person,
  onClose,
}: {
  session: RoomSession;
  person: Person | null;
  onClose: () => void;
}) {
  const { t } = useTranslation("room");
  const name = person?.name ?? "";
  const remove = () => {
    onClose();
    if (person) void session.command({ type: "remove", personId: person.id });
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
