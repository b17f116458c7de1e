import { Tooltip, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { ChatMessage, ChatReactionCount } from "../../protocol.generated";
import { useService, useSlice } from "../../roomContext";
import styles from "./Chat.module.css";
import { chatService } from "./chatService";
import { chat } from "./chatSlice";
import { REACTIONS } from "./emoji";
import { usePartTabIndex } from "./reach";

/** So many names are told; the number says the rest. */
const NAMED = 12;

/** What people have put to a message, counted; a click puts the same, or takes it away. */
export function ReactionChips({ message }: { message: ChatMessage }) {
  const { t } = useTranslation("room");
  if (message.reactions.length === 0) return null;
  return (
    <div className={styles.chips} role="group" aria-label={t("controls.reactions")}>
      {message.reactions.map((one) => (
        <Chip key={one.emoji} message={message} reaction={one} />
      ))}
    </div>
  );
}

function Chip({ message, reaction: { emoji, count, mine } }: { message: ChatMessage; reaction: ChatReactionCount }) {
  const { t } = useTranslation("room");
  const service = useService(chatService);
  const tabIndex = usePartTabIndex();
  const reactors = useSlice(chat, ({ reactors }) => reactors.get(message.id));
  const names = reactors?.filter((one) => one.emoji === emoji).map(({ person }) => person.name) ?? [];
  const rest = names.length - NAMED;
  const who = rest > 0 ? `${names.slice(0, NAMED).join(", ")} +${rest}` : names.join(", ");
  const ask = () => service.askWhoReacted(message);
  return (
    <Tooltip
      label={who || t(`chat.emoji.${emoji}`)}
      multiline
      maw={280}
      events={{ hover: true, focus: true, touch: true }}
    >
      <UnstyledButton
        className={styles.chip}
        tabIndex={tabIndex}
        aria-pressed={mine}
        aria-label={t("chat.reacted", { emoji: t(`chat.emoji.${emoji}`), count })}
        onMouseEnter={ask}
        onFocus={ask}
        onClick={() => service.react(message, emoji)}
      >
        <span aria-hidden="true">{REACTIONS[emoji]}</span>
        <span className="tabular">{count}</span>
      </UnstyledButton>
    </Tooltip>
  );
}
