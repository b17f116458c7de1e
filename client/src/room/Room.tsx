import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { useState } from "react";

import { useWakeLock } from "../browser/useWakeLock";
import { useColorScheme } from "../ui/colorScheme";
import { ControlBar } from "./controls/ControlBar";
import { TopBar } from "./controls/TopBar";
import { useShortcuts } from "./controls/useShortcuts";
import { EndMeetingDialog } from "./dialogs/EndMeetingDialog";
import { HelpDialog } from "./dialogs/HelpDialog";
import { SettingsDialog } from "./dialogs/SettingsDialog";
import { WaitingList } from "./features/lobby/WaitingList";
import { PeoplePanel } from "./features/people/PeoplePanel";
import { Banners } from "./notices/Banners";
import { Notices } from "./notices/Notices";
import styles from "./Room.module.css";
import { loadView, type RoomView, saveView } from "./roomView";
import type { RoomSession } from "./session";
import type { Layout } from "./stage/arrangement";
import { RemoteSound } from "./stage/RemoteSound";
import { Stage } from "./stage/Stage";

interface Props {
  session: RoomSession;
  title: string;
}

/** The room: people, what they show, and the few things that one needs. */
export function Room({ session, title }: Props) {
  const [view, setView] = useState(loadView);
  const [layout, setLayout] = useState<Layout>("grid");
  const [pinned, setPinned] = useState<string | null>(null);
  const [peopleOpen, people] = useDisclosure(false);
  const [settingsOpen, settings] = useDisclosure(false);
  const [helpOpen, help] = useDisclosure(false);
  const [endOpen, end] = useDisclosure(false);
  const compact = useMediaQuery("(max-width: 700px)", false, { getInitialValueInEffect: false });
  useColorScheme(view.dark ? "dark" : "system");
  useWakeLock();
  useShortcuts(session, { onPeople: people.toggle, onHelp: help.open });

  const changeView = (change: Partial<RoomView>) => {
    const next = { ...view, ...change };
    saveView(next);
    setView(next);
  };

  return (
    <div className={styles.room} data-panel={peopleOpen || undefined}>
      <TopBar
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
          <RemoteSound session={session} />
        </div>
        <Stage session={session} layout={layout} strip={view.strip} pinned={pinned} onPin={setPinned} />
      </main>
      {peopleOpen && (
        <PeoplePanel
          session={session}
          onClose={people.close}
          pinned={pinned}
          onPin={setPinned}
          lobby={<WaitingList session={session} />}
        />
      )}
      <ControlBar
        session={session}
        compact={compact}
        peopleOpen={peopleOpen}
        onPeople={people.toggle}
        onSettings={settings.open}
        onHelp={help.open}
        onEnd={end.open}
      />
      <Notices session={session} />
      <SettingsDialog
        session={session}
        opened={settingsOpen}
        onClose={settings.close}
        view={view}
        onView={changeView}
      />
      <HelpDialog opened={helpOpen} onClose={help.close} />
      <EndMeetingDialog session={session} opened={endOpen} onClose={end.close} />
    </div>
  );
}
