import { UnstyledButton } from "@mantine/core";
import { IconCornerUpLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { ChatQuote } from "../../protocol.generated";
import styles from "./Chat.module.css";
import { usePartTabIndex } from "./reach";

/** The message that is answered, in a line; leads to it. */
export function Quote({ message, onSeek }: { message: ChatQuote; onSeek: (message: ChatQuote) => void }) {
  const { t } = useTranslation("room");
  const tabIndex = usePartTabIndex();
  return (
    <UnstyledButton
      className={styles.quote}
      tabIndex={tabIndex}
      aria-label={t("chat.goTo", { name: message.name })}
      onClick={() => onSeek(message)}
    >
      <IconCornerUpLeft size={14} stroke={1.75} aria-hidden="true" />
      <bdi className={styles.quotedName}>{message.name}</bdi>
      <span className={styles.quotedText} dir="auto">
        {message.deleted ? t("chat.deleted") : message.text}
      </span>
    </UnstyledButton>
  );
}
