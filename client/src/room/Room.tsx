import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { useWakeLock } from "../browser/useWakeLock";
import { useColorScheme } from "../ui/colorScheme";
import { SkipLink } from "../ui/SkipLink";
import { Contributions } from "./Contributions";
import { ControlBar, CONTROLS_ID } from "./controls/ControlBar";
import { TopBar } from "./controls/TopBar";
import { useShortcuts } from "./controls/useShortcuts";
import { Dialogs } from "./dialogs/Dialogs";
import type { Session } from "./feature";
import { ConnectionBanner } from "./notices/ConnectionBanner";
import { Notices } from "./notices/Notices";
import { OpenPanel } from "./panels/OpenPanel";
import styles from "./Room.module.css";
import { RoomContext, useView, useViewState } from "./roomContext";
import { Stage } from "./stage/Stage";
import { RoomView } from "./view/roomView";
import { isCompact } from "./view/useCompact";

/** The room: people, what they show, and the few things that one needs. */
export function Room({ session }: { session: Session }) {
  const [view] = useState(() => new RoomView({ compact: isCompact() }));
  const [context] = useState({ session, view });
  return (
    <RoomContext value={context}>
      <RoomAreas />
    </RoomContext>
  );
}

function RoomAreas() {
  const { t } = useTranslation("room");
  const dark = useViewState(({ dark }) => dark);
  useColorScheme(dark ? "dark" : "system");
  useWakeLock();
  useShortcuts();
  return (
    <div className={styles.room}>
      <SkipLink label={t("controls.skip")} to={CONTROLS_ID} />
      <TopBar />
      <main className={styles.middle}>
        <Stage />
        <FloatingNotices />
      </main>
      <OpenPanel />
      <ControlBar />
      <Dialogs />
    </div>
  );
}

/** What is said in passing and what goes on, above the controls at the foot of the stage. */
function FloatingNotices() {
  const foot = useStore(useView().foot.height);
  return (
    <div className={styles.notices} style={{ marginBottom: foot }}>
      <Notices />
      <div className={styles.banners}>
        <ConnectionBanner />
        <Contributions place="banners" />
      </div>
    </div>
  );
}
