import { UnstyledButton } from "@mantine/core";
import { type Icon, IconScreenShare } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useShallow } from "zustand/react/shallow";

import { TopBarFact } from "../../controls/TopBarFact";
import { shownViewOf } from "../../feature";
import { useRoom, useSession, useSlice, useView, useViewState } from "../../roomContext";
import { useCompact } from "../../view/useCompact";
import { screenKey, SHOWN_KEY } from "../../view/roomView";
import { useMedia } from "../media/public";
import { selectPerson, selectSharingIds } from "../people/public";
import { selectShownPlace, showing } from "./showing";
import styles from "./ShownTopBar.module.css";

/** The first of the people whose screens arrive here; undefined where there is none. */
function useFirstScreen(): string | undefined {
  const sharing = useRoom(useShallow(selectSharingIds));
  return useMedia(({ remotes }) =>
    [...remotes.values()].find(({ personId, screen }) => screen !== null && sharing.includes(personId)),
  )?.personId;
}

/** What is shown to all, and who shows it; beside a shared screen, which of the two is large here. */
export function ShownTopBar() {
  const { t } = useTranslation("room");
  const { features } = useSession();
  const compact = useCompact();
  const screen = useFirstScreen();
  const shown = useSlice(showing, ({ shown }) => shown);
  const turnedBy = useSlice(showing, ({ turnedBy }) => turnedBy);
  const part = shownViewOf(features, shown);
  const title = useRoom((room) => (part && shown ? part.title(room, shown.id) : "")) || t("showing.untitled");
  const by = useRoom((room) => (turnedBy === null ? "" : (selectPerson(turnedBy)(room)?.name ?? "")));
  if (!shown || !part) return null;
  const text = by === "" ? title : t("showing.by", { title, name: by });
  return (
    <>
      {!(compact && screen !== undefined) && (
        <TopBarFact className={styles.shown} title={text}>
          <part.icon size={16} stroke={1.75} aria-hidden="true" />
          <span className={styles.title} dir="auto" aria-hidden="true">
            {title}
          </span>
          <span className="visually-hidden">{text}</span>
        </TopBarFact>
      )}
      {screen !== undefined && <ViewSwitch screen={screen} label={t(part.label)} title={text} icon={part.icon} />}
    </>
  );
}

interface SwitchProps {
  /** Whose screen it is. */
  screen: string;
  label: string;
  title: string;
  icon: Icon;
}

/** One choice, for this person alone: the shared screen large, or what is shown to all. */
function ViewSwitch({ screen, label, title, icon: Picture }: SwitchProps) {
  const { t } = useTranslation("room");
  const view = useView();
  const compact = useCompact();
  const place = useRoom(selectShownPlace);
  const name = useRoom((room) => selectPerson(screen)(room)?.name ?? "");
  const pinned = useViewState(({ pinned }) => pinned);
  const usual = place === "first" ? SHOWN_KEY : screenKey(screen);
  const large = pinned ?? usual;
  // What would be large anyway needs no pin, and gives way to what comes later.
  const choose = (key: string) => view.pin(key === usual ? null : key);
  return (
    <div className={styles.choice} role="group" aria-label={t("showing.choice")}>
      <UnstyledButton
        aria-label={t("stage.screenOf", { name })}
        aria-pressed={large === screenKey(screen)}
        onClick={() => choose(screenKey(screen))}
      >
        <IconScreenShare size={16} stroke={1.75} aria-hidden="true" />
        {!compact && t("showing.screen")}
      </UnstyledButton>
      <UnstyledButton aria-label={title} aria-pressed={large === SHOWN_KEY} onClick={() => choose(SHOWN_KEY)}>
        <Picture size={16} stroke={1.75} aria-hidden="true" />
        {!compact && label}
      </UnstyledButton>
    </div>
  );
}
