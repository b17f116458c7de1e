import { Button, CloseButton, Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useService } from "../../roomContext";
import styles from "./Chat.module.css";
import { chatService } from "./chatService";
import type { Outgoing } from "./chatSlice";
import { FileCard } from "./FileCard";
import { MessageText } from "./MessageText";

/** A message on its way, or one that could not be sent. */
export function OutgoingRow({ outgoing }: { outgoing: Outgoing }) {
  const { t } = useTranslation("room");
  const service = useService(chatService);
  const failed = outgoing.state === "failed";
  return (
    <article
      className={styles.message}
      data-own
      data-state={outgoing.state}
      aria-label={t("chat.from", { name: t("chat.you") })}
    >
      <div className={styles.body}>
        {outgoing.file ? <FileCard file={outgoing.file} /> : <MessageText text={outgoing.text} />}
        {failed ? (
          <div className={styles.failed} role="alert">
            <span>{t(outgoing.file?.failure ?? "chat.notSent")}</span>
            <Button size="compact-sm" variant="default" onClick={() => service.retry(outgoing)}>
              {t("unreachable.retry")}
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={() => service.discard(outgoing)}>
              {t("chat.discard")}
            </Button>
          </div>
        ) : (
          <Sending outgoing={outgoing} />
        )}
      </div>
    </article>
  );
}

/** How far a file is, and a way to stop it. */
function Sending({ outgoing }: { outgoing: Outgoing }) {
  const { t } = useTranslation("room");
  const service = useService(chatService);
  const { file, state } = outgoing;
  if (file === null) return <span className={styles.edited}>{t("chat.sending")}</span>;
  return (
    <div className={styles.sending}>
      <Progress
        className={styles.progress ?? ""}
        size="sm"
        value={file.sent * 100}
        aria-label={t("content.sendingOf", { name: file.name })}
      />
      {state === "sending" && (
        <CloseButton
          size="sm"
          aria-label={t("chat.stopSending", { name: file.name })}
          onClick={() => service.discard(outgoing)}
        />
      )}
    </div>
  );
}
