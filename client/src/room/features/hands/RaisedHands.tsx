import { Button, Group } from "@mantine/core";
import { IconHandStop } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useRoom, useSession } from "../../roomContext";
import { selectHandQueue, selectIsModerator } from "../people/public";
import styles from "./HandMarks.module.css";
import { lowerHands } from "./hands";

/** How many hands are up: the list of people begins with them, in their order. Those who lead lower all at once. */
export function RaisedHands() {
  const { t } = useTranslation("room");
  const session = useSession();
  const count = useRoom((room) => selectHandQueue(room).length);
  const moderating = useRoom(selectIsModerator);
  if (count === 0) return null;
  return (
    <Group justify="space-between" className={styles.raised}>
      <span className={styles.count}>
        <IconHandStop size={18} stroke={1.75} aria-hidden />
        {t("people.handsRaised", { count })}
      </span>
      {moderating && (
        <Button size="compact-sm" variant="subtle" onClick={() => lowerHands(session)}>
          {count === 1 ? t("people.lowerHand") : t("people.lowerHands")}
        </Button>
      )}
    </Group>
  );
}
