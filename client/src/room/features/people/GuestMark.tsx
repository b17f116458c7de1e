import { useTranslation } from "react-i18next";

import styles from "./GuestMark.module.css";

/** Beside the name of a person without an account, where that is not plain; the server decides. */
export function GuestMark({ onPicture = false }: { onPicture?: boolean }) {
  const { t } = useTranslation("room");
  return <span className={`${styles.guest} ${onPicture ? styles.onPicture : ""}`}>{t("people.guest")}</span>;
}
