import { Button, UnstyledButton } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { Fragment, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { formatDay, localeFor } from "../../../ui/dates";
import { useRoom, useService, useSession, useSlice } from "../../roomContext";
import { selectYourId } from "../people/public";
import styles from "./Chat.module.css";
import { chatService } from "./chatService";
import { chat, selectUnread } from "./chatSlice";
import { moveBetweenMessages } from "./moveBetweenMessages";
import { MessageRow } from "./MessageRow";
import { OutgoingRow } from "./OutgoingRow";
import { rowsOf } from "./rows";
import { useListEnd } from "./useListEnd";

/** Pixels from the beginning at which older messages are fetched. */
const MUCH_ABOVE = 300;

/** The messages, the newest below; it stays at the end unless the person has scrolled up. */
export function MessageList() {
  const { t, i18n } = useTranslation("room");
  const session = useSession();
  const service = useService(chatService);
  const messages = useSlice(chat, ({ messages }) => messages);
  const outgoing = useSlice(chat, ({ outgoing }) => outgoing);
  const older = useSlice(chat, ({ older }) => older);
  const lineAt = useSlice(chat, ({ lineAt }) => lineAt);
  const unread = useRoom(selectUnread);
  const yourId = useRoom(selectYourId);
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { atEnd, goToEnd, onScrolled } = useListEnd(list, content);
  const [last, setLast] = useState<string | null>(null);
  const sought = useRef<{ id: string; number: number } | null>(null);
  const before = useRef<{ first: number; height: number; outgoing: number }>({ first: 0, height: 0, outgoing: 0 });
  const rows = useMemo(() => rowsOf(messages, lineAt, yourId), [messages, lineAt, yourId]);
  const locale = localeFor(i18n.language, navigator.languages);
  // The message whose parts are reached by Tab: the one that had the focus last, else the newest.
  const reached = messages.some(({ id }) => id === last) ? last : messages.at(-1)?.id;

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const first = messages[0]?.number ?? 0;
    const sends = outgoing.length > before.current.outgoing;
    if (sends || atEnd) goToEnd();
    // What was loaded above moves nothing of what the person reads.
    else if (first < before.current.first) element.scrollTop += element.scrollHeight - before.current.height;
    before.current = { first, height: element.scrollHeight, outgoing: outgoing.length };
  }, [messages, outgoing, atEnd, goToEnd]);

  useEffect(() => {
    const read = () => {
      if (atEnd && document.visibilityState === "visible") service.markRead();
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [messages, atEnd, service]);

  useEffect(() => {
    service.readAbove(!atEnd);
    return () => service.readAbove(false);
  }, [atEnd, service]);

  const seek = useCallback(
    (target: { id: string; number: number } | null) => {
      sought.current = target;
      const { messages: known, older: more } = chat.of(session.room.getState());
      const found = target && list.current?.querySelector<HTMLElement>(`[data-message="${target.id}"]`);
      if (found) {
        sought.current = null;
        show(found);
      } else if (target && more && (known[0]?.number ?? 0) > target.number) service.loadOlder();
      else sought.current = null;
    },
    [service, session],
  );
  // A message that is not loaded yet is looked for in page after page.
  useEffect(() => {
    if (sought.current) seek(sought.current);
  }, [messages, seek]);

  const follow = () => {
    onScrolled();
    const element = list.current;
    if (element && element.scrollTop < MUCH_ABOVE && element.scrollHeight > element.clientHeight) service.loadOlder();
  };

  return (
    <div className={styles.frame}>
      <div
        ref={list}
        className={styles.list}
        role="log"
        aria-live="off"
        aria-label={t("chat.messages")}
        tabIndex={0}
        onScroll={follow}
        onKeyDown={moveBetweenMessages}
        onFocus={({ target }) => {
          const message = target.closest<HTMLElement>("[data-message]");
          if (message) setLast(message.dataset.message ?? null);
        }}
      >
        <div ref={content}>
          {older && (
            <Button
              variant="subtle"
              size="compact-sm"
              className={styles.older ?? ""}
              onClick={() => service.loadOlder()}
            >
              {t("chat.older")}
            </Button>
          )}
          {messages.length === 0 && outgoing.length === 0 && !older && (
            <p className={styles.empty}>{t("chat.empty")}</p>
          )}
          {rows.map(({ message, day, runBegins, isNew, follows }) => (
            <Fragment key={message.id}>
              {runBegins && <Divider text={t("chat.thisMeeting")} />}
              {day && <Divider text={formatDay(new Date(message.sentAt), { locale, now: new Date() })} />}
              {isNew && <Divider text={t("chat.newSince")} accent />}
              <MessageRow
                message={message}
                follows={follows}
                own={message.personId === yourId}
                reached={message.id === reached}
                onSeek={seek}
              />
            </Fragment>
          ))}
          {outgoing
            .filter(({ state }) => state !== "sent")
            .map((one) => (
              <OutgoingRow key={one.key} outgoing={one} />
            ))}
        </div>
      </div>
      {!atEnd && (
        <UnstyledButton className={styles.pill} onClick={goToEnd}>
          <IconArrowDown size={16} stroke={1.75} aria-hidden="true" />
          {unread > 0 ? t("chat.newMessages", { count: unread }) : t("chat.toEnd")}
        </UnstyledButton>
      )}
    </div>
  );
}

/** Shows a message in the middle of the list, and marks it for a moment. */
function show(message: HTMLElement): void {
  message.scrollIntoView({ block: "center" });
  message.focus({ preventScroll: true });
  message.dataset.found = "true";
  setTimeout(() => delete message.dataset.found, 2_000);
}

function Divider({ text, accent = false }: { text: string; accent?: boolean }) {
  return (
    <p className={styles.divider} data-accent={accent || undefined}>
      <span>{text}</span>
    </p>
  );
}
