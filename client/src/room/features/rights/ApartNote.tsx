import { useTranslation } from "react-i18next";

import { useRoom } from "../../roomContext";
import { selectIsApart } from "./rights";
import styles from "./RightsSwitches.module.css";

/** Says why an attendee sees hosts and presenters only. */
export function ApartNote() {
  const { t } = useTranslation("room");
  return useRoom(selectIsApart) ? <p className={styles.apart}>{t("rights.apart")}</p> : null;
}
