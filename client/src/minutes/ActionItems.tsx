import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Minutes } from "../api/client";
import { Facts } from "../ui/Facts";
import { useFormats } from "../ui/useFormats";
import styles from "./Minutes.module.css";
import type { MinutesSource } from "./source";
import { useTicks } from "./useTicks";

interface Props {
  source: MinutesSource;
  minutes: Minutes;
}

/** Action items; a host ticks them off here. */
export function ActionItems({ source, minutes }: Props) {
  const { t } = useTranslation("minutes");
  const { locale } = useFormats();
  const { isDone, tick } = useTicks(source, minutes);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  return (
    <ul className={styles.tasks}>
      {minutes.actionItems.map((item) => {
        const facts = [
          item.assignee,
          item.due ? t("due", { day: day.format(new Date(item.due)) }) : "",
          item.carried ? t("carried") : "",
        ].filter(Boolean);
        const done = isDone(item);
        return (
          <li key={item.id}>
            <Checkbox
              size="md"
              checked={done}
              disabled={!minutes.mayEdit}
              onChange={({ currentTarget }) => tick(item.id, currentTarget.checked)}
              label={<bdi data-done={done}>{item.text}</bdi>}
              description={facts.length > 0 ? <Facts facts={facts} /> : null}
              classNames={{ label: styles.taskText }}
            />
          </li>
        );
      })}
    </ul>
  );
}
