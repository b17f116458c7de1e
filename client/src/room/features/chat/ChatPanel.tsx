import { type DragEvent, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useService } from "../../roomContext";
import { useMayAttach } from "./attaching";
import styles from "./Chat.module.css";
import { chatService } from "./chatService";
import { Composer } from "./Composer";
import { MessageList } from "./MessageList";
import { useKeyboardSpace } from "./useKeyboardSpace";

/** What was written, and the field to write in. */
export default function ChatPanel() {
  const { t } = useTranslation("room");
  const service = useService(chatService);
  const panel = useRef<HTMLDivElement>(null);
  // Before the list says that it was read: the line stands where the person had been.
  useLayoutEffect(() => {
    service.look(true);
    return () => service.look(false);
  }, [service]);
  useKeyboardSpace(panel);
  const { over, receivers } = useDrop();
  return (
    <div ref={panel} className={styles.chat} data-over={over || undefined} {...receivers}>
      {over && <p className={styles.drop}>{t("chat.drop")}</p>}
      <MessageList />
      <Composer />
    </div>
  );
}

/** Files that are dropped on the panel are sent; elsewhere in the room they become documents of the meeting. */
function useDrop() {
  const service = useService(chatService);
  const mayAttach = useMayAttach();
  const [over, setOver] = useState(false);
  const take = (event: DragEvent) => {
    if (!mayAttach || !event.dataTransfer.types.includes("Files")) return false;
    event.preventDefault();
    return true;
  };
  const receivers = {
    onDragEnter: (event: DragEvent) => setOver(take(event)),
    onDragOver: (event: DragEvent) => setOver(take(event)),
    onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (take(event)) service.sendFiles([...event.dataTransfer.files]);
    },
  };
  return { over, receivers };
}
