import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import type { SharedDocument } from "../../../documents/sharedDocument";
import styles from "./Drawing.module.css";

/** What was drawn last was refused. */
export function Refusal({ document }: { document: SharedDocument }) {
  const { t } = useTranslation("board");
  const refused = useStore(document.state, ({ refused }) => refused);
  if (refused === null) return null;
  return (
    <Alert color="yellow" role="alert" withCloseButton closeButtonLabel={t("close")} onClose={() => document.dismiss()}>
      {t("refused")}
    </Alert>
  );
}

/** What was drawn last is not stored yet. */
export function Saving({ document }: { document: SharedDocument }) {
  const { t } = useTranslation("board");
  const offline = useStore(document.state, ({ status }) => status === "offline");
  const unsaved = useStore(document.state, ({ unsaved }) => unsaved);
  const text = offline ? t("offline") : unsaved ? t("unsaved") : "";
  return (
    <span role="status" className={text === "" ? undefined : styles.status} data-warning>
      {text}
    </span>
  );
}
