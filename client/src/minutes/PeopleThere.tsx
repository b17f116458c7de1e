import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Minutes } from "../api/client";
import { useFormats } from "../ui/useFormats";
import styles from "./Minutes.module.css";

/** So many are shown at once; in a meeting of 300 the rest is one press away. All are on paper. */
const FIRST = 12;

interface Props {
  people: Minutes["people"];
  /** Attendees do not see each other in this meeting. */
  hidden: boolean;
}

/** Who was there and how long. */
export function PeopleThere({ people, hidden }: Props) {
  const { t } = useTranslation("minutes");
  const { formatDuration } = useFormats();
  const [all, setAll] = useState(people.length <= FIRST + 3);
  return (
    <>
      <p className={styles.muted}>{hidden ? t("peopleHidden") : t("peopleCount", { count: people.length })}</p>
      <ul className={styles.people}>
        {people.map((person, number) => (
          <li key={number} data-rest={!all && number >= FIRST ? true : undefined}>
            <span className={styles.person}>
              <bdi>{person.name}</bdi>
              {person.role === "attendee" ? null : <span className={styles.beside}>{t(person.role)}</span>}
            </span>
            <span className={styles.lasted}>{formatDuration(Math.max(person.seconds, 1))}</span>
          </li>
        ))}
      </ul>
      {all ? null : (
        <Button variant="default" onClick={() => setAll(true)} className={styles.more}>
          {t("showAll", { count: people.length })}
        </Button>
      )}
    </>
  );
}
