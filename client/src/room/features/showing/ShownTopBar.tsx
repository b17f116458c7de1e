import { UnstyledButton } from "@mantine/core";
import { type Icon, IconScreenShare } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useShallow } from "zustand/react/shallow";

import { TopBarFact } from "../../controls/TopBarFact";
import { partsFor } from "../../feature";
import { useRoom, useSession, useSlice, useView, useViewState } from "../../roomContext";
import { useCompact } from "../../view/useCompact";
import { screenKey, SHOWN_KEY } from "../../view/roomView";
import { useMedia } from "../media/public";
import { selectPerson, selectSharingIds } from "../people/public";
import { selectShownPlace, showing } from "./showing";
import styles from "./ShownTopBar.module.css";

/** What is shown to all, and who shows it; beside a shared screen, which of the two is large here. */
export function ShownTopBar() {
  const { t } = useTranslation("room");
  const { features } = useSession();
  const shown = useSlice(showing, ({ shown }) => shown);
  const turnedBy = useSlice(showing, ({ turnedBy }) => turnedBy);
  const part = partsFor(features, "shownViews").find(({ kind }) => kind === shown?.kind);
  const title = useRoom((room) => (part && shown ? part.title(room, shown.id) : "")) || t("showing.untitled");
  const by = useRoom((room) => (turnedBy === null ? "" : (selectPerson(turnedBy)(room)?.name ?? "")));
  if (!shown || !part) return null;
  const text = by === "" ? title : t("showing.by", { title, name: by });
  return (
    <>
      <TopBarFact className={styles.shown} title={text}>
        <part.icon size={16} stroke={1.75} aria-hidden="true" />
        <span className={styles.title} dir="auto">
          {title}
        </span>
        {by !== "" && <span className="visually-hidden">{text}</span>}
      </TopBarFact>
      <ViewSwitch label={t(part.label)} icon={part.icon} />
    </>
  );
}

/** One choice, for this person alone: the shared screen large, or what is shown to all. */
function ViewSwitch({ label, icon: Picture }: { label: string; icon: Icon }) {
  const { t } = useTranslation("room");
  const view = useView();
  const compact = useCompact();
  const place = useRoom(selectShownPlace);
  const sharing = useRoom(useShallow(selectSharingIds));
  const screens = useMedia(
    useShallow(({ remotes }) =>
      [...remotes.values()].filter(({ screen }) => screen !== null).map(({ personId }) => personId),
    ),
  );
  const pinned = useViewState(({ pinned }) => pinned);
  const seen = screens.filter((id) => sharing.includes(id));
  const [first] = seen;
  if (first === undefined || place === null) return null;
  const usual = place === "first" ? SHOWN_KEY : screenKey(first);
  const isContent = pinned === SHOWN_KEY || seen.some((id) => pinned === screenKey(id));
  const large = isContent ? pinned : pinned === null ? usual : null;
  // What would be large anyway needs no pin, and gives way to what comes later.
  const choose = (key: string) => view.pin(key === usual ? null : key);
  const screenLarge = large !== null && large !== SHOWN_KEY;
  return (
    <div className={styles.choice} role="group" aria-label={t("showing.choice")}>
      <UnstyledButton
        aria-label={t("showing.screen")}
        aria-pressed={screenLarge}
        onClick={() => choose(screenKey(first))}
      >
        <IconScreenShare size={16} stroke={1.75} aria-hidden="true" />
        {!compact && t("showing.screen")}
      </UnstyledButton>
      <UnstyledButton aria-label={label} aria-pressed={large === SHOWN_KEY} onClick={() => choose(SHOWN_KEY)}>
        <Picture size={16} stroke={1.75} aria-hidden="true" />
        {!compact && label}
      </UnstyledButton>
    </div>
  );
}
