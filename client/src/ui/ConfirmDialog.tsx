import { Button, Group, Modal } from "@mantine/core";
import type { ReactNode } from "react";

import styles from "./ConfirmDialog.module.css";

interface Props {
  opened: boolean;
  title: string;
  /** What would happen, or what it is about. */
  children: ReactNode;
  cancel: string;
  confirm: string;
  onCancel: () => void;
  onConfirm: () => void;
}

/** Asks before something that cannot be taken back; the way back has the focus. */
export function ConfirmDialog({ opened, title, children, cancel, confirm, onCancel, onConfirm }: Props) {
  return (
    <Modal opened={opened} onClose={onCancel} title={title} withCloseButton={false}>
      <p className={styles.text} dir="auto">
        {children}
      </p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel} data-autofocus>
          {cancel}
        </Button>
        <Button color="red" onClick={onConfirm}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  );
}
