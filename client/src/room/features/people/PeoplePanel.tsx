import { Button, CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useObservable } from "../../../browser/observable";
import type { Person } from "../../protocol.generated";
import type { RoomSession } from "../../session";
import { isModerator } from "../../store/roomState";
import { ModeratorActions } from "./ModeratorActions";
import { findPeople, sortPeople } from "./peopleList";
import styles from "./PeoplePanel.module.css";
import { PersonRow } from "./PersonRow";
import { RemoveDialog } from "./RemoveDialog";

interface Props {
  session: RoomSession;
  onClose: () => void;
  pinned: string | null;
  onPin: (key: string | null) => void;
  /** Those who wait to be let in, above everybody else. */
  lobby: ReactNode;
}

/** Long lists are drawn in steps; the server hands them out in pages as well. */
const STEP = 50;

/** Everybody, with role and state; and for those who lead, what they may do. */
export function PeoplePanel({ session, onClose, pinned, onPin, lobby }: Props) {
  const { t } = useTranslation("room");
  const { people, you, nextPeople, peopleTotal } = useObservable(session.room);
  const [search, setSearch] = useState("");
  const [drawn, setDrawn] = useState(STEP);
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

  const found = findPeople(sortPeople([...people.values()], you?.id ?? null), search);
  const shown = found.slice(0, drawn);
  const moderating = isModerator(you);
  const showMore = () => {
    setDrawn((count) => count + STEP);
    session.morePeople();
  };

  return (
    <aside
      className={styles.panel}
      aria-labelledby="people-heading"
      onKeyDown={({ key }) => {
        if (key === "Escape") onClose();
      }}
    >
      <header className={styles.header}>
        <h2 id="people-heading" ref={heading} tabIndex={-1}>
          {t("people.heading")} <span className={styles.count}>{peopleTotal}</span>
        </h2>
        <CloseButton aria-label={t("people.close")} onClick={onClose} size="lg" />
      </header>
      {lobby}
      {people.size > 7 && (
        <TextInput
          aria-label={t("people.search")}
          placeholder={t("people.search")}
          leftSection={<IconSearch size={16} stroke={1.75} />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      )}
      <ul className={styles.list}>
        {shown.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            session={session}
            pinned={pinned === person.id}
            onPin={() => onPin(pinned === person.id ? null : person.id)}
            onRemove={() => setRemoving(person)}
          />
        ))}
      </ul>
      {found.length === 0 && <p className={styles.nobody}>{t("people.nobodyFound")}</p>}
      {(found.length > drawn || nextPeople !== null) && (
        <Button variant="default" onClick={showMore}>
          {t("people.more")}
        </Button>
      )}
      {moderating && <ModeratorActions session={session} />}
      <RemoveDialog session={session} person={removing} onClose={() => setRemoving(null)} />
    </aside>
  );
}
