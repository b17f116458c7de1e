import { IconHandStop } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { LabelledIcon } from "../../../ui/LabelledIcon";
import type { Person } from "../../protocol.generated";
import { useRoom } from "../../roomContext";
import { selectHand } from "./hands";
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

/** In the list of people. */
export function HandInList({ person }: { person: Person }) {
  const { t } = useTranslation("room");
  if (person.hand === null) return null;
  return (
    <LabelledIcon label={t("stage.hand")} tone="warn">
      <IconHandStop size={18} stroke={1.75} />
    </LabelledIcon>
  );
}
