import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useRoom, useSession, useSlice } from "../../roomContext";
import { GuestMark, selectIsModerator } from "../people/public";
import { admit, deny, lobby } from "./lobby";
import styles from "./WaitingList.module.css";

/** So many are shown at once; more follow as these are let in. */
const STEP = 50;

/** Those who wait to be let in, for people who may decide. */
export function WaitingList() {
  const { t } = useTranslation("room");
  const session = useSession();
  const moderating = useRoom(selectIsModerator);
  const byId = useSlice(lobby, ({ waiting }) => waiting);
  const waiting = [...byId.values()];
  if (!moderating || waiting.length === 0) return null;
  return (
    <section className={styles.waiting} aria-label={t("people.waiting")}>
      <Group justify="space-between">
        <h3>{t("people.waiting")}</h3>
        {waiting.length > 1 && (
          <Button size="compact-sm" variant="subtle" onClick={() => admit(session)}>
            {t("people.admitAll")}
          </Button>
        )}
      </Group>
      <ul className={styles.list}>
        {waiting.slice(0, STEP).map(({ id, name, guest }) => (
          <li key={id} className={styles.row}>
            <span className={styles.name} dir="auto">
              {name}
            </span>
            {guest && <GuestMark />}
            <Button size="compact-sm" aria-label={t("people.admitOne", { name })} onClick={() => admit(session, id)}>
              {t("people.admit")}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t("people.denyOne", { name })}
              onClick={() => deny(session, id)}
            >
              {t("people.deny")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
