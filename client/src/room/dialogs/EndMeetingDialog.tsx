import { Button, Group, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import type { RoomSession } from "../session";
import { selectPeopleTotal } from "../store/selectors";
import styles from "./dialogs.module.css";

interface Props {
  session: RoomSession;
  opened: boolean;
  onClose: () => void;
}

/** Asks before the meeting ends for everybody. */
export function EndMeetingDialog({ session, opened, onClose }: Props) {
  const { t } = useTranslation("room");
  const peopleTotal = useStore(session.room, selectPeopleTotal);
  const others = Math.max(0, peopleTotal - 1);
  const end = () => {
    onClose();
    void session.command({ type: "endMeeting" });
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("end.heading")}
      closeButtonProps={{ "aria-label": t("end.cancel") }}
      withCloseButton={false}
    >
      <p className={styles.text}>{others === 0 ? t("end.textNobody") : t("end.text", { count: others })}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t("end.cancel")}
        </Button>
        <Button color="red" onClick={end}>
          {t("end.confirm")}
        </Button>
      </Group>
    </Modal>
  );
}
