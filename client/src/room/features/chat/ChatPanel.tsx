import { useLayoutEffect, useRef } from "react";

import { useService } from "../../roomContext";
import styles from "./Chat.module.css";
import { chatService } from "./chatService";
import { Composer } from "./Composer";
import { MessageList } from "./MessageList";
import { useKeyboardSpace } from "./useKeyboardSpace";

/** What was written, and the field to write in. */
export default function ChatPanel() {
  const service = useService(chatService);
  const panel = useRef<HTMLDivElement>(null);
  // Before the list says that it was read: the line stands where the person had been.
  useLayoutEffect(() => {
    service.look(true);
    return () => service.look(false);
  }, [service]);
  useKeyboardSpace(panel);
  return (
    <div ref={panel} className={styles.chat}>
      <MessageList />
      <Composer />
    </div>
  );
}
