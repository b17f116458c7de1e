import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { useFullscreenDocument } from "@mantine/hooks";
import {
  IconCheck,
  IconLayoutGrid,
  IconLayoutSidebarRight,
  IconLayoutBottombar,
  IconLock,
  IconMaximize,
  IconMinimize,
  IconUser,
  IconUsers,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useObservable } from "../observable";
import { useNow } from "../pages/useSpeech";
import type { StripPlace } from "../storage";
import type { Layout } from "./arrangement";
import { clock } from "./clock";
import styles from "./Room.module.css";
import type { RoomSession } from "./session";

interface Props {
  session: RoomSession;
  title: string;
  layout: Layout;
  onLayout: (layout: Layout) => void;
  strip: StripPlace;
  onStrip: (strip: StripPlace) => void;
}

/** The thin line above: what this is, since when, how many. */
export function TopLine({ session, title, layout, onLayout, strip, onStrip }: Props) {
  const { t } = useTranslation("room");
  const { meeting, peopleTotal } = useObservable(session.room);
  return (
    <header className={styles.top}>
      <h1 dir="auto">{meeting?.title ?? title}</h1>
      {meeting?.startedAt && <Running session={session} startedAt={meeting.startedAt} />}
      {meeting?.locked && (
        <span className={styles.fact} role="img" aria-label={t("top.locked")} title={t("top.locked")}>
          <IconLock size={16} stroke={1.75} />
        </span>
      )}
      <span className={styles.fact} title={t("top.count", { count: peopleTotal })}>
        <IconUsers size={16} stroke={1.75} aria-hidden="true" />
        <span aria-hidden="true" className="tabular">
          {peopleTotal}
        </span>
        <span className="visually-hidden">{t("top.count", { count: peopleTotal })}</span>
      </span>
      <span className={styles.gap} />
      <ViewMenu {...{ layout, onLayout, strip, onStrip }} />
      <FullScreen />
    </header>
  );
}

function Running({ session, startedAt }: { session: RoomSession; startedAt: string }) {
  const { t } = useTranslation("room");
  const { clockOffset } = useObservable(session.room);
  const now = useNow(1_000);
  const time = clock(now.getTime() + clockOffset - Date.parse(startedAt));
  return (
    <span className={`${styles.fact ?? ""} tabular`} title={t("top.running", { time })} role="timer" aria-live="off">
      {time}
    </span>
  );
}

function ViewMenu({ layout, onLayout, strip, onStrip }: Omit<Props, "session" | "title">) {
  const { t } = useTranslation("room");
  const check = (chosen: boolean) => (chosen ? <IconCheck size={16} stroke={2} aria-hidden="true" /> : null);
  const entry = (label: string, Picture: typeof IconUser, chosen: boolean, onClick: () => void) => (
    <Menu.Item
      role="menuitemradio"
      aria-checked={chosen}
      leftSection={<Picture size={18} stroke={1.75} />}
      rightSection={check(chosen)}
      onClick={onClick}
    >
      {label}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Tooltip label={t("top.view")}>
          <ActionIcon size="lg" aria-label={t("top.view")}>
            <IconLayoutGrid size={20} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {entry(t("top.grid"), IconLayoutGrid, layout === "grid", () => onLayout("grid"))}
        {entry(t("top.speaker"), IconUser, layout === "speaker", () => onLayout("speaker"))}
        <Menu.Divider />
        {entry(t("top.stripRight"), IconLayoutSidebarRight, strip === "right", () => onStrip("right"))}
        {entry(t("top.stripBelow"), IconLayoutBottombar, strip === "below", () => onStrip("below"))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The whole document, so that menus and dialogs are seen in full screen too. */
function FullScreen() {
  const { t } = useTranslation("room");
  const { fullscreen, toggle } = useFullscreenDocument();
  if (!document.fullscreenEnabled) return null;
  const label = fullscreen ? t("top.exitFullScreen") : t("top.fullScreen");
  return (
    <Tooltip label={label}>
      <ActionIcon size="lg" aria-label={label} onClick={() => void toggle()}>
        {fullscreen ? <IconMinimize size={20} stroke={1.75} /> : <IconMaximize size={20} stroke={1.75} />}
      </ActionIcon>
    </Tooltip>
  );
}
