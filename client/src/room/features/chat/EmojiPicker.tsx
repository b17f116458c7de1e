import { UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";

import styles from "./Chat.module.css";
import { WRITTEN } from "./emoji";

/** Emoji for those whose keyboard has none. */
export default function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useTranslation("room");
  return (
    <div className={styles.picker} role="group" aria-label={t("chat.emojis")}>
      {WRITTEN.map((emoji) => (
        <UnstyledButton key={emoji} className={styles.emoji ?? ""} onClick={() => onPick(emoji)}>
          {emoji}
        </UnstyledButton>
      ))}
    </div>
  );
}
