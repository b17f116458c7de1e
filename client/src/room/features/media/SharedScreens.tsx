import { IconScreenShare } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useShallow } from "zustand/react/shallow";

import { TopBarFact } from "../../controls/TopBarFact";
import { useRoom } from "../../roomContext";
import { selectPeople } from "../people/public";
import { selectShownPlace } from "../showing/public";
import { useCompact } from "../../view/useCompact";
import styles from "./SharedScreens.module.css";
import { selectScreenIds, useMedia } from "./useMedia";

/** Whose screens are seen: their names stand in the line above, never over what they show. */
export function SharedScreens() {
  const { t, i18n } = useTranslation("room");
  const compact = useCompact();
  const ids = useMedia(useShallow(selectScreenIds));
  const names = useRoom(
    useShallow((room) => {
      const people = selectPeople(room);
      return ids.flatMap((id) => (people.get(id)?.screen ? (people.get(id)?.name ?? []) : []));
    }),
  );
  // On a phone the choice between the two says it.
  const chosen = useRoom(selectShownPlace) !== null && compact;
  if (names.length === 0 || chosen) return null;
  const listed = new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(names);
  const text = names.length === 1 ? t("stage.screenOf", { name: listed }) : t("stage.screensOf", { names: listed });
  return (
    <TopBarFact className={styles.screens} title={text}>
      <IconScreenShare size={16} stroke={1.75} aria-hidden="true" />
      <span className={styles.names} dir="auto" aria-hidden="true">
        {compact ? listed : text}
      </span>
      <span className="visually-hidden">{text}</span>
    </TopBarFact>
  );
}
