import { useTranslation } from "react-i18next";

import { useRoom } from "../../roomContext";
import { selectWaitingCount } from "../lobby/public";
import { selectIsAlone } from "../people/public";
import { selectShown } from "../showing/public";
import styles from "./AloneHint.module.css";
import { CopyLinkButton } from "./CopyLinkButton";
import { selectMeetingLink } from "./meetingLink";

/**
 * Nobody else is here, nor waits to be let in: the way to change that. Not over a document or board: who prepares one
 * finds the link at the head of the list of people.
 */
export function AloneHint() {
  const { t } = useTranslation("room");
  const alone = useRoom((room) => selectIsAlone(room) && selectWaitingCount(room) === 0 && !selectShown(room));
  const link = useRoom(selectMeetingLink);
  if (!alone || link === "") return null;
  return (
    <aside className={styles.alone}>
      <strong>{t("stage.alone")}</strong>
      <span>{t("stage.aloneText")}</span>
      <code dir="ltr">{link}</code>
      <CopyLinkButton link={link} size="xs" />
    </aside>
  );
}
