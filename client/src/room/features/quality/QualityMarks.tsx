import { IconAntennaBars2, IconAntennaBars3 } from "@tabler/icons-react";

import { LabelledIcon } from "../../../ui/LabelledIcon";
import type { Quality } from "../../media/lineQuality";
import type { Person } from "../../protocol.generated";
import styles from "./QualityMarks.module.css";
import { useQuality, useReason } from "./useQuality";

interface Props {
  personId: string;
  quality: Quality;
}

/** On the picture of a person whose line is not good. */
export function QualityOnTile({ personId }: { personId: string }) {
  const quality = useQuality(personId);
  return quality.grade === "good" ? null : (
    <span className={styles.onTile} data-grade={quality.grade}>
      <Mark personId={personId} quality={quality} />
    </span>
  );
}

export function QualityInList({ person }: { person: Person }) {
  const quality = useQuality(person.id);
  return quality.grade === "good" ? null : <Mark personId={person.id} quality={quality} />;
}

function Mark({ personId, quality }: Props) {
  const label = useReason(personId, quality);
  const Bars = quality.grade === "bad" ? IconAntennaBars2 : IconAntennaBars3;
  return (
    <LabelledIcon label={label} {...(quality.grade === "bad" ? { tone: "warn" as const } : {})}>
      <Bars size={18} stroke={2} />
    </LabelledIcon>
  );
}
