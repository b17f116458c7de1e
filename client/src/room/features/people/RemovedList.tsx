import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useRoom, useSession, useSlice } from "../../roomContext";
import styles from "./PeoplePanel.module.css";
import { people } from "./peopleSlice";
import { selectIsModerator } from "./selectors";

/** Who was removed from this run of the meeting, for people who may let them in again. */
export function RemovedList() {
  const { t } = useTranslation("room");
  const session = useSession();
  const moderating = useRoom(selectIsModerator);
  const removed = useSlice(people, ({ removed }) => removed);
  if (!moderating || removed.size === 0) return null;
  return (
    <section aria-label={t("people.removed")}>
      <h3 className={styles.heading}>{t("people.removed")}</h3>
      <ul className={styles.list}>
        {[...removed].map(([id, name]) => (
          <li key={id} className={styles.row}>
            <span className={styles.who}>
              <span className={styles.name} dir="auto">
                {name}
              </span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t("people.readmitOne", { name })}
              onClick={() => void session.send({ type: "readmit", personId: id })}
            >
              {t("people.readmit")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
