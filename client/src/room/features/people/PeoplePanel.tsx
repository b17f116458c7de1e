import { CloseButton } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import type { Person } from "../../protocol.generated";
import type { RoomSession } from "../../session";
import { selectIsModerator, selectPeopleTotal } from "../../store/selectors";
import { ModeratorActions } from "./ModeratorActions";
import styles from "./PeoplePanel.module.css";
import { PeopleRows } from "./PeopleRows";
import { RemoveDialog } from "./RemoveDialog";

interface Props {
  session: RoomSession;
  onClose: () => void;
  pinned: string | null;
  onPin: (key: string | null) => void;
  /** Those who wait to be let in, above everybody else. */
  lobby: ReactNode;
}

/** Everybody, with role and state; and for moderators, what they may do. */
export function PeoplePanel({ session, onClose, pinned, onPin, lobby }: Props) {
  const moderating = useStore(session.room, selectIsModerator);
  const [removing, setRemoving] = useState<Person | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    // After closing, the focus is where it was when the panel was opened.
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <aside
      className={styles.panel}
      aria-labelledby="people-heading"
      onKeyDown={({ key }) => {
        if (key === "Escape") onClose();
      }}
    >
      <PanelHeader session={session} heading={heading} onClose={onClose} />
      {lobby}
      <PeopleRows session={session} pinned={pinned} onPin={onPin} onRemove={setRemoving} />
      {moderating && <ModeratorActions session={session} />}
      <RemoveDialog session={session} person={removing} onClose={() => setRemoving(null)} />
    </aside>
  );
}

interface HeaderProps {
  session: RoomSession;
  heading: React.RefObject<HTMLHeadingElement | null>;
  onClose: () => void;
}

function PanelHeader({ session, heading, onClose }: HeaderProps) {
  const { t } = useTranslation("room");
  const peopleTotal = useStore(session.room, selectPeopleTotal);
  return (
    <header className={styles.header}>
      <h2 id="people-heading" ref={heading} tabIndex={-1}>
        {t("people.heading")} <span className={styles.count}>{peopleTotal}</span>
      </h2>
      <CloseButton aria-label={t("people.close")} onClick={onClose} size="lg" />
    </header>
  );
}
