import { ActionIcon, CloseButton, FileButton, Popover, Textarea } from "@mantine/core";
import { IconCheck, IconMoodSmile, IconPaperclip, IconSend2 } from "@tabler/icons-react";
import { type ClipboardEvent, type KeyboardEvent, lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { ACCEPTED } from "../../../browser/upload";
import { useRoom, useService, useSlice, useView } from "../../roomContext";
import { useCompact } from "../../view/useCompact";
import { selectIsModerator } from "../people/public";
import styles from "./Chat.module.css";
import { chatService, LONGEST } from "./chatService";
import { chat } from "./chatSlice";
import { useMayAttach } from "./attaching";
import { RecipientChoice } from "./RecipientChoice";

const EmojiPicker = lazy(() => import("./EmojiPicker"));

const NEARLY = 3600;

/** Milliseconds in which a menu that closes gives the focus back. */
const FOCUS_RETURN = 30;
/** The number of a key by which a word is composed, in Safari. */
const COMPOSING = 229;

/** The field to write in, with what is answered or edited above it. */
export function Composer() {
  const { t } = useTranslation("room");
  const moderating = useRoom(selectIsModerator);
  const open = useSlice(chat, ({ open }) => open);
  if (!open && !moderating) return <p className={styles.closed}>{t("chat.closed")}</p>;
  return (
    <div className={styles.composer}>
      {!open && <p className={styles.hint}>{t("chat.closedForOthers")}</p>}
      <RecipientChoice />
      <About />
      <Field />
    </div>
  );
}

/** What is answered or edited, and the way back. */
function About() {
  const { t } = useTranslation("room");
  const service = useService(chatService);
  const replyTo = useStore(service.draft, ({ replyTo }) => replyTo);
  const editing = useStore(service.draft, ({ editing }) => editing);
  const about = editing?.message ?? replyTo;
  if (!about) return null;
  const label = editing ? t("chat.editing") : t("chat.replying", { name: about.name });
  return (
    <div className={styles.about}>
      <span className={styles.aboutText}>
        <strong>{label}</strong>
        <span className={styles.quotedText} dir="auto">
          {about.text || about.file?.name}
        </span>
      </span>
      <CloseButton
        size="sm"
        aria-label={editing ? t("chat.cancelEdit") : t("chat.cancelReply")}
        onClick={() => (editing ? service.cancelEdit() : service.write({ replyTo: null }))}
      />
    </div>
  );
}

function Field() {
  const { t } = useTranslation("room");
  const service = useService(chatService);
  const view = useView();
  const compact = useCompact();
  const field = useRef<HTMLTextAreaElement>(null);
  const text = useStore(service.draft, ({ text }) => text);
  const editing = useStore(service.draft, ({ editing }) => editing);
  const replyTo = useStore(service.draft, ({ replyTo }) => replyTo);
  const target = useStore(service.draft, ({ target }) => target);
  const mayAttach = useMayAttach();
  const reset = useRef<() => void>(null);
  const [choosing, setChoosing] = useState(false);
  const length = Array.from(text).length;
  const tooLong = length > LONGEST;
  const sendable = text.trim() !== "" && !tooLong;

  const opening = useRef(true);
  useEffect(() => {
    // On a phone the keyboard would cover half of what there is to read. Nor is the focus taken from a tab that was moved
    // to, or by a panel that is open as it was the last time.
    const leave = opening.current && (compact || view.panelLeavesFocus);
    opening.current = false;
    if (leave) return;
    // A menu gives the focus back to what opened it; after that the field takes it.
    const timer = setTimeout(() => field.current?.focus(), FOCUS_RETURN);
    return () => clearTimeout(timer);
  }, [compact, view, editing, replyTo, target]);

  const submit = () => {
    if (sendable) service.submit();
    field.current?.focus();
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While a word is being composed (Japanese, Chinese, Korean) Enter chooses it.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only sign that Safari gives
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === COMPOSING) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === "Escape" && (editing || replyTo)) {
      event.stopPropagation();
      if (editing) service.cancelEdit();
      else service.write({ replyTo: null });
    } else if (event.key === "ArrowUp" && text === "") {
      const last = service.lastOwn();
      if (last) {
        event.preventDefault();
        service.edit(last);
      }
    }
  };
  const attach = (files: File[]) => {
    service.sendFiles(files);
    reset.current?.();
  };
  const paste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (!mayAttach || files.length === 0) return;
    event.preventDefault();
    service.sendFiles(files);
  };
  const insert = (emoji: string) => {
    const { selectionStart: start = text.length, selectionEnd: end = text.length } = field.current ?? {};
    service.write({ text: text.slice(0, start) + emoji + text.slice(end) });
    setChoosing(false);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(start + emoji.length, start + emoji.length);
    });
  };

  return (
    <>
      <div className={styles.field}>
        <Textarea
          ref={field}
          className={styles.textarea ?? ""}
          aria-label={t("chat.message")}
          placeholder={t("chat.message")}
          autosize
          minRows={1}
          maxRows={6}
          size="sm"
          dir="auto"
          error={tooLong}
          enterKeyHint="send"
          value={text}
          onChange={({ currentTarget }) => service.write({ text: currentTarget.value })}
          onKeyDown={press}
          onPaste={paste}
        />
        {mayAttach && !editing && (
          <FileButton multiple accept={ACCEPTED} resetRef={reset} onChange={attach}>
            {(props) => (
              <ActionIcon {...props} size="lg" aria-label={t("chat.attach")}>
                <IconPaperclip size={20} stroke={1.75} />
              </ActionIcon>
            )}
          </FileButton>
        )}
        <Popover opened={choosing} onChange={setChoosing} position="top-end" trapFocus returnFocus withRoles={false}>
          <Popover.Target>
            <ActionIcon
              size="lg"
              aria-label={t("chat.emojis")}
              aria-expanded={choosing}
              onClick={() => setChoosing(!choosing)}
            >
              <IconMoodSmile size={20} stroke={1.75} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown p={8}>
            <Suspense fallback={null}>
              <EmojiPicker onPick={insert} />
            </Suspense>
          </Popover.Dropdown>
        </Popover>
        <ActionIcon
          size="lg"
          variant="filled"
          color="accent"
          aria-label={editing ? t("chat.save") : t("chat.send")}
          aria-disabled={!sendable}
          data-disabled={!sendable || undefined}
          onClick={submit}
        >
          {editing ? (
            <IconCheck size={20} stroke={1.75} />
          ) : (
            <IconSend2 size={20} stroke={1.75} className={styles.send ?? ""} />
          )}
        </ActionIcon>
      </div>
      {length > NEARLY && (
        <p className={styles.hint} data-bad={tooLong || undefined} role="status">
          {tooLong ? t("chat.tooLong", { most: LONGEST }) : `${length} / ${LONGEST}`}
        </p>
      )}
    </>
  );
}
