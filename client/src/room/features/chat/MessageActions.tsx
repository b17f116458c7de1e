import { ActionIcon, Menu } from "@mantine/core";
import { IconCopy, IconCornerUpLeft, IconDots, IconLock, IconPencil, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { copyText } from "../../../browser/copyText";
import { usePollTexts } from "../../../polls/usePollTexts";
import { useRovingFocus } from "../../controls/useRovingFocus";
import type { ChatMessage } from "../../protocol.generated";
import { useRoom, useService, useSession, useSlice, useView } from "../../roomContext";
import { selectIsModerator, selectPerson } from "../people/public";
import { selectIsApart } from "../rights/public";
import styles from "./Chat.module.css";
import { chatService, isWritten } from "./chatService";
import { chat } from "./chatSlice";
import { deleteDialog } from "./DeleteDialog";
import { KINDS, REACTIONS } from "./emoji";
import { usePartTabIndex } from "./reach";

const ICON = { size: 18, stroke: 1.75 };

/** What may be done with a message. */
export function MessageActions({ message, own }: { message: ChatMessage; own: boolean }) {
  const { t } = useTranslation("room");
  const name = own ? t("chat.you") : message.name;
  const tabIndex = usePartTabIndex();
  return (
    <Menu position="bottom-end" width={288} returnFocus>
      <Menu.Target>
        <ActionIcon
          className={styles.actions ?? ""}
          size="sm"
          aria-label={t("chat.actions", { name })}
          tabIndex={tabIndex}
        >
          <IconDots {...ICON} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Actions message={message} own={own} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** Drawn while the menu is open only. */
function Actions({ message, own }: { message: ChatMessage; own: boolean }) {
  const { t } = useTranslation("room");
  const session = useSession();
  const view = useView();
  const service = useService(chatService);
  const moderating = useRoom(selectIsModerator);
  const writable = useSlice(chat, ({ open }) => open) || moderating;
  const apart = useRoom(selectIsApart);
  const emojis = useRovingFocus<HTMLDivElement>();
  const authorIsHere = useRoom((room) => selectPerson(message.personId)(room) !== null);
  const mine = new Set(message.reactions.filter((one) => one.mine).map(({ emoji }) => emoji));
  const { formatResults, resultsOf } = usePollTexts();
  const { results } = message;
  const words = results
    ? formatResults(resultsOf(results, results.votes ?? [], results.voters, results.comments))
    : message.text;
  const copy = async () => {
    const copied = await copyText(words);
    session.notify({ tone: copied ? "spoken" : "warning", text: copied ? "chat.copied" : "chat.notCopied" });
  };
  return (
    <>
      {writable && (
        <div {...emojis} className={styles.choice} role="group" aria-label={t("controls.reactions")}>
          {KINDS.map((emoji) => (
            <Menu.Item
              key={emoji}
              className={styles.emoji ?? ""}
              data-mine={mine.has(emoji) || undefined}
              aria-label={t(`chat.emoji.${emoji}`)}
              onClick={() => service.react(message, emoji)}
            >
              <span aria-hidden="true">{REACTIONS[emoji]}</span>
            </Menu.Item>
          ))}
        </div>
      )}
      {writable && !(apart && message.audience === "all") && (
        <Menu.Item leftSection={<IconCornerUpLeft {...ICON} />} onClick={() => service.reply(message)}>
          {t("chat.reply")}
        </Menu.Item>
      )}
      {writable && !own && message.audience !== "person" && authorIsHere && (
        <Menu.Item
          leftSection={<IconLock {...ICON} />}
          onClick={() => service.writeTo({ id: message.personId, name: message.name })}
        >
          {t("chat.writePrivately")}
        </Menu.Item>
      )}
      {words !== "" && (
        <Menu.Item leftSection={<IconCopy {...ICON} />} onClick={() => void copy()}>
          {t("chat.copy")}
        </Menu.Item>
      )}
      {own && writable && isWritten(message) && (
        <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={() => service.edit(message)}>
          {t("chat.edit")}
        </Menu.Item>
      )}
      {(own || moderating) && (
        <Menu.Item color="red" leftSection={<IconTrash {...ICON} />} onClick={() => view.open(deleteDialog, message)}>
          {t("chat.deleteMenu")}
        </Menu.Item>
      )}
    </>
  );
}
