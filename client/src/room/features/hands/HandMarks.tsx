import { IconHandStop } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { LabelledIcon } from "../../../ui/LabelledIcon";
import type { Person } from "../../protocol.generated";
import { useRoom } from "../../roomContext";
import { selectHand, selectTurn } from "./hands";
import styles from "./HandMarks.module.css";

/** On the picture of a person. */
export function HandOnTile({ personId }: { personId: string }) {
  const { t } = useTranslation("room");
  const raised = useRoom(selectHand(personId));
  if (!raised) return null;
  return (
    <LabelledIcon label={t("stage.hand")} className={styles.onTile}>
      <IconHandStop size={18} stroke={2} />
    </LabelledIcon>
  );
}

/** In the list of people, with the turn where several have raised a hand. */
export const HandInList = ({ person }: { person: Person }) => person.hand !== null && <RaisedHand id={person.id} />;

function RaisedHand({ id }: { id: string }) {
  const { t } = useTranslation("room");
  const turn = useRoom((room) => selectTurn(id)(room));
  return (
    <LabelledIcon label={turn === null ? t("stage.hand") : t("people.handTurn", { turn })} tone="warn">
      <span className={styles.inList}>
        <IconHandStop size={18} stroke={1.75} />
        {turn !== null && <span className={styles.turn}>{turn}</span>}
      </span>
    </LabelledIcon>
  );
}
