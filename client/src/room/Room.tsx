import { Button, Group, Modal, Switch } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { useMood } from "../mood";
import { useObservable } from "../observable";
import { recallView, rememberView, type View } from "../storage";
import type { Layout } from "./arrangement";
import { Banners } from "./Banners";
import { Controls } from "./Controls";
import { DeviceChoice } from "./DeviceChoice";
import { HelpDialog } from "./HelpDialog";
import { PeoplePanel } from "./PeoplePanel";
import styles from "./Room.module.css";
import type { Notice, RoomSession } from "./session";
import { Stage } from "./Stage";
import { TopLine } from "./TopLine";
import { useShortcuts } from "./useShortcuts";
import { useWakeLock } from "./useWakeLock";

interface Props {
  session: RoomSession;
  title: string;
}

/** The room: people, what they show, and the few things that one needs. */
export function Room({ session, title }: Props) {
  const [view, setView] = useState(recallView);
  const [layout, setLayout] = useState<Layout>("grid");
  const [pinned, setPinned] = useState<string | null>(null);
  const [peopleOpen, people] = useDisclosure(false);
  const [settingsOpen, settings] = useDisclosure(false);
  const [helpOpen, help] = useDisclosure(false);
  const [endOpen, end] = useDisclosure(false);
  const compact = useMediaQuery("(max-width: 700px)", false, { getInitialValueInEffect: false });
  const spoken = useNotices(session);
  useMood(view.dark ? "dark" : "system");
  useWakeLock();
  useShortcuts(session, { onPeople: people.toggle, onHelp: help.open });

  const changeView = (change: Partial<View>) => {
    const next = { ...view, ...change };
    rememberView(next);
    setView(next);
  };

  return (
    <div className={styles.room} data-panel={peopleOpen || undefined}>
      <TopLine
        session={session}
        title={title}
        layout={layout}
        onLayout={(next) => {
          setLayout(next);
          setPinned(null);
        }}
        strip={view.strip}
        onStrip={(strip) => changeView({ strip })}
        compact={compact}
        peopleOpen={peopleOpen}
        onPeople={people.toggle}
      />
      <main className={styles.middle}>
        <div className={styles.banners}>
          <Banners session={session} />
        </div>
        <Stage session={session} layout={layout} strip={view.strip} pinned={pinned} onPin={setPinned} />
      </main>
      {peopleOpen && <PeoplePanel session={session} onClose={people.close} pinned={pinned} onPin={setPinned} />}
      <Controls
        session={session}
        compact={compact}
        peopleOpen={peopleOpen}
        onPeople={people.toggle}
        onSettings={settings.open}
        onHelp={help.open}
        onEnd={end.open}
      />
      <p className="visually-hidden" aria-live="polite">
        {spoken}
      </p>
      <SettingsDialog
        session={session}
        opened={settingsOpen}
        onClose={settings.close}
        view={view}
        onView={changeView}
      />
      <HelpDialog opened={helpOpen} onClose={help.close} />
      <EndDialog session={session} opened={endOpen} onClose={end.close} />
    </div>
  );
}

/** Shows notices; returns the last one of those that are only spoken. */
function useNotices(session: RoomSession): string {
  const { t } = useTranslation("room");
  const [spoken, setSpoken] = useState("");
  const hear = useCallback(
    (notice: Notice) => {
      const show = (message: string, color: "accent" | "red" = "accent") =>
        notifications.show({ message, color, autoClose: 6_000, withBorder: true });
      switch (notice.kind) {
        case "entered":
        case "left":
        case "lost":
          setSpoken(t(`notice.${notice.kind}`, { name: notice.name }));
          return;
        case "waiting":
          // The banner above the stage shows it, and stays until somebody has decided.
          setSpoken(t("notice.waiting", { name: notice.waiting.name }));
          return;
        case "hand":
        case "mutedBy":
          show(t(`notice.${notice.kind}`, { name: notice.name }));
          return;
        case "role":
          show(t(`notice.role_${notice.role}`));
          return;
        case "placeAgain":
          show(t("notice.place"));
          return;
        case "refused":
          show(t("notice.refused", { message: notice.message }), "red");
          return;
        case "offline":
          show(t("notice.offline"), "red");
      }
    },
    [t],
  );
  useEffect(() => session.onNotice(hear), [session, hear]);
  useEffect(() => () => notifications.clean(), []);
  return spoken;
}

interface DialogProps {
  opened: boolean;
  onClose: () => void;
}

function SettingsDialog({
  session,
  opened,
  onClose,
  view,
  onView,
}: DialogProps & { session: RoomSession; view: View; onView: (change: Partial<View>) => void }) {
  const { t } = useTranslation("room");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("settings.heading")}
      closeButtonProps={{ "aria-label": t("settings.close") }}
    >
      <div className={styles.settings}>
        <DeviceChoice local={session.local} />
        <Switch
          label={t("settings.dark")}
          description={t("settings.darkHint")}
          checked={view.dark}
          onChange={({ currentTarget }) => onView({ dark: currentTarget.checked })}
        />
      </div>
    </Modal>
  );
}

function EndDialog({ session, opened, onClose }: DialogProps & { session: RoomSession }) {
  const { t } = useTranslation("room");
  const { peopleTotal } = useObservable(session.room);
  const others = Math.max(0, peopleTotal - 1);
  const end = () => {
    onClose();
    void session.command({ type: "endMeeting" });
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("end.heading")}
      closeButtonProps={{ "aria-label": t("end.cancel") }}
      withCloseButton={false}
    >
      <p className={styles.dialogText}>{others === 0 ? t("end.textNobody") : t("end.text", { count: others })}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t("end.cancel")}
        </Button>
        <Button color="red" onClick={end}>
          {t("end.confirm")}
        </Button>
      </Group>
    </Modal>
  );
}
