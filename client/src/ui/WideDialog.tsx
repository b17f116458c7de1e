import { Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  title: string;
  opened: boolean;
  onClose: () => void;
  size?: "lg" | "xl";
  children: ReactNode;
}

/** A window for forms and lists, which fills a phone. */
export function WideDialog({ title, opened, onClose, size = "lg", children }: Props) {
  const { t } = useTranslation("pages");
  const phone = useMediaQuery("(max-width: 30em)");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      fullScreen={phone}
      size={size}
      title={title}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {children}
    </Modal>
  );
}
