import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import styles from "./Library.module.css";

interface Props {
  title: string;
  opened: boolean;
  onClose: () => void;
  /** Of the space below the title. */
  className: string | undefined;
  children: ReactNode;
}

/** The whole window for something of the library, to be looked at. */
export function ViewDialog({ title, opened, onClose, className, children }: Props) {
  const { t } = useTranslation("pages");
  return (
    <Modal
      fullScreen
      opened={opened}
      onClose={onClose}
      title={<bdi>{title}</bdi>}
      closeButtonProps={{ "aria-label": t("close") }}
      classNames={{ content: styles.viewWindow, body: className }}
    >
      {children}
    </Modal>
  );
}
