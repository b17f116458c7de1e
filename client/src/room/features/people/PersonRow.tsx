import { type CSSProperties, memo } from "react";
import { useTranslation } from "react-i18next";

import { avatarColor, initialsOf } from "../../../ui/initials";
import { Contributions } from "../../Contributions";
import { useRoom } from "../../roomContext";
import { GuestMark } from "./GuestMark";
import styles from "./PeoplePanel.module.css";
import { PersonMenu } from "./PersonMenu";
import { selectIsYou, selectPerson } from "./selectors";

/** One person, with role and state, and what may be done. Drawn again only when this person changes. */
export const PersonRow = memo(function PersonRow({ personId }: { personId: string }) {
  const { t } = useTranslation("room");
  const person = useRoom(selectPerson(personId));
  const isYou = useRoom(selectIsYou(personId));
  if (!person) return null;
  const role = t(`people.role_${person.role}`);
  return (
    <li className={styles.row}>
      <span
        className={styles.initials}
        aria-hidden="true"
        style={{ "--tint": avatarColor(person.id) } as CSSProperties}
      >
        {initialsOf(person.name)}
      </span>
      <span className={styles.who}>
        <span className={styles.line}>
          <span className={styles.name} dir="auto">
            {isYou ? t("stage.you", { name: person.name }) : person.name}
          </span>
          {person.guest && <GuestMark />}
        </span>
        <span className={styles.role}>{person.connected ? role : `${role}, ${t("people.away")}`}</span>
      </span>
      <span className={styles.marks}>
        <Contributions place="personMarks" person={person} />
      </span>
      <PersonMenu person={person} />
    </li>
  );
});
