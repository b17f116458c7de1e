import { ActionIcon, Button, Checkbox, Group, Tooltip } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useRoom, useSession, useSlice } from "../../roomContext";
import { GuestMark, selectIsModerator } from "../people/public";
import { admit, admitSeveral, deny, lobby } from "./lobby";
import styles from "./WaitingList.module.css";

/** So many are shown at once; more follow as these are let in. */
const STEP = 50;

/** From so many on, several can be marked and let in together. */
const SEVERAL = 3;

/** Pixels of a choice, between the choices of a person, and from them to what they are called. That stands before both:
 * above and below are the choices of other people and the one for all. */
const CHOICE = 40;
const GAP = 8;
const BESIDE = 5;

/** Those who wait to be let in, for people who may decide. */
export function WaitingList() {
  const { t } = useTranslation("room");
  const session = useSession();
  const moderating = useRoom(selectIsModerator);
  const byId = useSlice(lobby, ({ waiting }) => waiting);
  const waiting = [...byId.values()];
  const [marked, setMarked] = useState<readonly string[]>([]);
  if (!moderating || waiting.length === 0) return null;
  const chosen = marked.filter((id) => byId.has(id));
  const choosing = waiting.length >= SEVERAL;
  const mark = (id: string, on: boolean) => setMarked(on ? [...chosen, id] : chosen.filter((other) => other !== id));
  return (
    <section className={styles.waiting} aria-label={t("people.waiting")}>
      <Group justify="space-between" className={styles.head ?? ""}>
        <h3>{t("people.waiting")}</h3>
        {choosing && chosen.length > 0 ? (
          <Button size="compact-sm" onClick={() => admitSeveral(session, chosen)}>
            {t("people.admitChosen", { count: chosen.length })}
          </Button>
        ) : (
          waiting.length > 1 && (
            <Button size="compact-sm" variant="subtle" onClick={() => admit(session)}>
              {t("people.admitAll")}
            </Button>
          )
        )}
      </Group>
      <ul className={styles.list}>
        {waiting.slice(0, STEP).map(({ id, name, guest }) => (
          <li key={id} className={styles.row}>
            {choosing && (
              <Checkbox
                aria-label={t("people.chooseOne", { name })}
                checked={chosen.includes(id)}
                onChange={({ currentTarget }) => mark(id, currentTarget.checked)}
              />
            )}
            <span className={styles.who}>
              <span className={styles.name} dir="auto" title={name}>
                {name}
              </span>
              {guest && <GuestMark />}
            </span>
            <Tooltip label={t("people.admit")} position="left">
              <ActionIcon
                size={CHOICE}
                variant="filled"
                color="accent"
                className={styles.choice}
                aria-label={t("people.admitOne", { name })}
                onClick={() => admit(session, id)}
              >
                <IconCheck size={20} stroke={1.75} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t("people.deny")} position="left" offset={BESIDE + CHOICE + GAP}>
              <ActionIcon
                size={CHOICE}
                variant="default"
                className={styles.choice}
                aria-label={t("people.denyOne", { name })}
                onClick={() => deny(session, id)}
              >
                <IconX size={20} stroke={1.75} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </li>
        ))}
      </ul>
    </section>
  );
}
