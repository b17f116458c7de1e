import { Button, Group, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Person } from "../../protocol.generated";
import { useRoom, useSession } from "../../roomContext";
import { defineDialog, type DialogProps } from "../../view/dialog";
import styles from "./PeoplePanel.module.css";
import { selectYourId } from "./selectors";

/** Makes a person host beside you, or instead of you. */
function MakeHostDialog({ subject: person, onClose }: DialogProps<Person>) {
  const session = useSession();
  const { t } = useTranslation("room");
  const yourId = useRoom(selectYourId);
  const name = person?.name ?? "";
  const make = async (handOver: boolean) => {
    onClose();
    if (person === null || !(await session.send({ type: "setRole", personId: person.id, role: "host" }))) return;
    if (handOver && yourId !== null) await session.send({ type: "setRole", personId: yourId, role: "presenter" });
  };
  return (
    <Modal
      opened={person !== null}
      onClose={onClose}
      title={t("people.makeHostHeading", { name })}
      closeButtonProps={{ "aria-label": t("people.cancel") }}
    >
      <p className={styles.dialogText}>{t("people.makeHostText", { name })}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => void make(true)}>
          {t("people.handOver")}
        </Button>
        <Button data-autofocus onClick={() => void make(false)}>
          {t("people.makeHostToo")}
        </Button>
      </Group>
    </Modal>
  );
}

export const makeHostDialog = defineDialog("people.makeHost", MakeHostDialog);
