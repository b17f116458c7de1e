import { Button, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";

import type { Person } from "../../protocol.generated";
import type { RoomSession } from "../../session";
import type { RoomState } from "../../store/roomState";
import { findPeople, sortPeople } from "./peopleList";
import styles from "./PeoplePanel.module.css";
import { PersonRow } from "./PersonRow";

/** Long lists are drawn in steps; the server sends them in pages as well. */
const STEP = 50;
/** With so few people nobody has to search. */
const FEW = 7;

const selectFoundIds =
  (search: string) =>
  ({ people, you }: RoomState) =>
    findPeople(sortPeople([...people.values()], you?.id ?? null), search).map(({ id }) => id);

interface Props {
  session: RoomSession;
  pinned: string | null;
  onPin: (key: string | null) => void;
  onRemove: (person: Person) => void;
}

/** The people in their order, raised hands first; the list knows the order, each row reads its person itself. */
export function PeopleRows({ session, pinned, onPin, onRemove }: Props) {
  const { t } = useTranslation("room");
  const [search, setSearch] = useState("");
  const [drawn, setDrawn] = useState(STEP);
  const found = useStore(session.room, useShallow(selectFoundIds(search)));
  const many = useStore(session.room, ({ people }) => people.size > FEW);
  const complete = useStore(session.room, ({ nextPeople }) => nextPeople === null);
  const showMore = () => {
    setDrawn((count) => count + STEP);
    session.morePeople();
  };
  return (
    <>
      {many && (
        <TextInput
          aria-label={t("people.search")}
          placeholder={t("people.search")}
          leftSection={<IconSearch size={16} stroke={1.75} />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      )}
      <ul className={styles.list}>
        {found.slice(0, drawn).map((id) => (
          <PersonRow
            key={id}
            personId={id}
            session={session}
            pinned={pinned === id}
            onPin={onPin}
            onRemove={onRemove}
          />
        ))}
      </ul>
      {found.length === 0 && <p className={styles.nobody}>{t("people.nobodyFound")}</p>}
      {(found.length > drawn || !complete) && (
        <Button variant="default" onClick={showMore}>
          {t("people.more")}
        </Button>
      )}
    </>
  );
}
