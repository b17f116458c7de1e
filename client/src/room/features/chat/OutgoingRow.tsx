import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useService } from "../../roomContext";
import styles from "./Chat.module.css";
import { chatService } from "./chatService";
import type { Outgoing } from "./chatSlice";
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
        <MessageText text={outgoing.text} />
        {failed ? (
          <div className={styles.failed} role="alert">
            <span>{t("chat.notSent")}</span>
            <Button size="compact-sm" variant="default" onClick={() => service.retry(outgoing)}>
              {t("unreachable.retry")}
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={() => service.discard(outgoing)}>
              {t("chat.discard")}
            </Button>
          </div>
        ) : (
          <span className={styles.edited}>{t("chat.sending")}</span>
        )}
      </div>
    </article>
  );
}
