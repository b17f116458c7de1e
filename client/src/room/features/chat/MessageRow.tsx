import { IconLock, IconUsers } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";

import { formatInFull, formatTime, localeFor } from "../../../ui/dates";
import type { ChatMessage } from "../../protocol.generated";
import { useService } from "../../roomContext";
import { GuestMark } from "../people/public";
import styles from "./Chat.module.css";
import { chatService } from "./chatService";
import { FileCard } from "./FileCard";
import { MessageActions } from "./MessageActions";
import { MessageText } from "./MessageText";
import { PollResults } from "./PollResults";
import { Quote } from "./Quote";
import { ReactionChips } from "./ReactionChips";
import { Reached } from "./reach";

interface Props {
  message: ChatMessage;
  follows: boolean;
  own: boolean;
  /** Tab leads to its parts. */
  reached: boolean;
  /** Leads to the message that is answered. */
  onSeek: (message: { id: string; number: number }) => void;
}

/** A message; drawn again only when it changes. */
export const MessageRow = memo(function MessageRow({ message, follows, own, reached, onSeek }: Props) {
  const { t } = useTranslation("room");
  const service = useService(chatService);
  const { replyTo } = message;
  return (
    <Reached value={reached}>
      <article
        className={styles.message}
        data-message={message.id}
        data-own={own || undefined}
        data-follows={follows || undefined}
        data-private={message.audience !== "all" || undefined}
        tabIndex={-1}
        aria-label={t("chat.from", { name: own ? t("chat.you") : message.name })}
      >
        {!follows && <Head message={message} own={own} />}
        <div className={styles.body}>
          {replyTo && <Quote message={replyTo} onSeek={onSeek} />}
          {message.deleted ? (
            <p className={styles.deleted}>{t("chat.deleted")}</p>
          ) : (
            <>
              {message.file && <FileCard file={message.file} onDownload={() => service.download(message)} />}
              {message.results && <PollResults results={message.results} />}
              {message.text !== "" && <MessageText text={message.text} />}
              {message.edited && <span className={styles.edited}>{t("chat.edited")}</span>}
              <ReactionChips message={message} />
            </>
          )}
        </div>
        {!message.deleted && <MessageActions message={message} own={own} />}
      </article>
    </Reached>
  );
});

/** Who, to whom, when. */
function Head({ message, own }: { message: ChatMessage; own: boolean }) {
  const { t, i18n } = useTranslation("room");
  const locale = localeFor(i18n.language, navigator.languages);
  const { name, guest, audience, recipient, sentAt } = message;
  const at = new Date(sentAt);
  return (
    <header className={styles.head}>
      <bdi className={styles.name}>{own ? t("chat.you") : name}</bdi>
      {guest && !own && <GuestMark />}
      <time dateTime={sentAt} title={formatInFull(at, { locale })} className={`${styles.time ?? ""} tabular`}>
        {formatTime(at, { locale })}
      </time>
      {audience === "person" && (
        <span className={styles.only}>
          <IconLock size={13} stroke={1.75} aria-hidden="true" />
          <span dir="auto">{own ? t("chat.onlyTo", { name: recipient?.name ?? "" }) : t("chat.onlyToYou")}</span>
        </span>
      )}
      {audience === "presenters" && (
        <span className={styles.only}>
          <IconUsers size={13} stroke={1.75} aria-hidden="true" />
          {t("chat.onlyToPresenters")}
        </span>
      )}
    </header>
  );
}
