import { Button, Switch } from "@mantine/core";
import { IconMicrophoneOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import type { RoomSession } from "../../session";
import styles from "./PeoplePanel.module.css";

/** What concerns everybody. */
export function ModeratorActions({ session }: { session: RoomSession }) {
  const { t } = useTranslation("room");
  const meeting = useStore(session.room, ({ meeting }) => meeting);
  return (
    <section className={styles.moderation}>
      <Button
        variant="default"
        leftSection={<IconMicrophoneOff size={18} stroke={1.75} />}
        onClick={() => void session.command({ type: "mute" })}
      >
        {t("people.muteAll")}
      </Button>
      <Switch
        label={t("people.lock")}
        description={t("people.lockHint")}
        checked={meeting?.locked ?? false}
        onChange={({ currentTarget }) => void session.command({ type: "setLock", locked: currentTarget.checked })}
      />
      <Switch
        label={t("people.lobby")}
        description={t("people.lobbyHint")}
        checked={meeting?.lobby ?? false}
        onChange={({ currentTarget }) => void session.command({ type: "setLobby", lobby: currentTarget.checked })}
      />
    </section>
  );
}
