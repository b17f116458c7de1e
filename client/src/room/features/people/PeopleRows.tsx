import { Button, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShallow } from "zustand/react/shallow";

import { useSession, useSlice } from "../../roomContext";
import { loadMorePeople, people, type PeopleState } from "./peopleSlice";
import { findPeople, sortPeople } from "./peopleList";
import styles from "./PeoplePanel.module.css";
import { PersonRow } from "./PersonRow";

/** Long lists are drawn in steps; the server sends them in pages as well. */
const STEP = 50;
/** With so few people nobody has to search. */
const FEW = 7;

const selectFoundIds =
  (search: string) =>
  ({ people, you }: PeopleState) =>
    findPeople(sortPeople([...people.values()], you?.id ?? null), search).map(({ id }) => id);

/** The people in their order, raised hands first; the list knows the order, each row reads its person itself. */
export function PeopleRows() {
  const { t } = useTranslation("room");
  const [search, setSearch] = useState("");
  const [drawn, setDrawn] = useState(STEP);
  const session = useSession();
  const found = useSlice(people, useShallow(selectFoundIds(search)));
  const many = useSlice(people, ({ people }) => people.size > FEW);
  const complete = useSlice(people, ({ next }) => next === null);
  const showMore = () => {
    setDrawn((count) => count + STEP);
    loadMorePeople(session);
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
          <PersonRow key={id} personId={id} />
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
