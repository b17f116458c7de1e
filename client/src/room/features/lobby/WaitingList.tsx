import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import type { RoomSession } from "../../session";
import { selectIsModerator } from "../../store/selectors";
import styles from "./WaitingList.module.css";

/** So many are shown at once; more follow as these are let in. */
const STEP = 50;

/** Those who wait to be let in, for people who may decide. */
export function WaitingList({ session }: { session: RoomSession }) {
  const { t } = useTranslation("room");
  const moderating = useStore(session.room, selectIsModerator);
  const byId = useStore(session.room, ({ waiting }) => waiting);
  const waiting = [...byId.values()];
  if (!moderating || waiting.length === 0) return null;
  return (
    <section className={styles.waiting} aria-label={t("people.waiting")}>
      <Group justify="space-between">
        <h3>{t("people.waiting")}</h3>
        {waiting.length > 1 && (
          <Button size="compact-sm" variant="subtle" onClick={() => void session.command({ type: "admit" })}>
            {t("people.admitAll")}
          </Button>
        )}
      </Group>
      <ul className={styles.list}>
        {waiting.slice(0, STEP).map(({ id, name }) => (
          <li key={id} className={styles.row}>
            <span className={styles.name} dir="auto">
              {name}
            </span>
            <Button
              size="compact-sm"
              aria-label={t("people.admitOne", { name })}
              onClick={() => void session.command({ type: "admit", personId: id })}
            >
              {t("people.admit")}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t("people.denyOne", { name })}
              onClick={() => void session.command({ type: "deny", personId: id })}
            >
              {t("people.deny")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
