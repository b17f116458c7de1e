import { ActionIcon, Menu, Tooltip, UnstyledButton } from "@mantine/core";
import { useFullscreenDocument } from "@mantine/hooks";
import {
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
import { useStore } from "zustand";

import { useNow } from "../../ui/useFormats";
import type { StripPosition } from "../roomView";
import type { RoomSession } from "../session";
import type { Layout } from "../stage/arrangement";
import { selectPeopleTotal, selectWaitingCount } from "../store/selectors";
import { formatElapsed } from "./elapsedTime";
import styles from "./TopBar.module.css";

interface Props {
  session: RoomSession;
  title: string;
  layout: Layout;
  onLayout: (layout: Layout) => void;
  strip: StripPosition;
  onStrip: (strip: StripPosition) => void;
  /** On a phone the number of people is the button that shows them. */
  compact: boolean;
  peopleOpen: boolean;
  onPeople: () => void;
}

/** The thin line above: what this is, since when, how many. */
export function TopBar(props: Props) {
  const { session, title, layout, onLayout, strip, onStrip, compact, peopleOpen, onPeople } = props;
  const { t } = useTranslation("room");
  const meeting = useStore(session.room, ({ meeting }) => meeting);
  const peopleTotal = useStore(session.room, selectPeopleTotal);
  const waitingCount = useStore(session.room, selectWaitingCount);
  return (
    <header className={styles.top}>
      <h1 dir="auto">{meeting?.title ?? title}</h1>
      {meeting?.startedAt && <Running session={session} startedAt={meeting.startedAt} />}
      {meeting?.locked && (
        <span className={styles.fact} role="img" aria-label={t("top.locked")} title={t("top.locked")}>
          <IconLock size={16} stroke={1.75} />
        </span>
      )}
      {!compact && (
        <span className={styles.fact} title={t("top.count", { count: peopleTotal })}>
          <IconUsers size={16} stroke={1.75} aria-hidden="true" />
          <span aria-hidden="true" className="tabular">
            {peopleTotal}
          </span>
          <span className="visually-hidden">{t("top.count", { count: peopleTotal })}</span>
        </span>
      )}
      <span className={styles.gap} />
      {compact && (
        <UnstyledButton
          className={styles.people}
          aria-label={t("controls.people")}
          aria-expanded={peopleOpen}
          data-waiting={waitingCount > 0 || undefined}
          onClick={onPeople}
        >
          <IconUsers size={20} stroke={1.75} aria-hidden="true" />
          <span className="tabular">{peopleTotal}</span>
        </UnstyledButton>
      )}
      <ViewMenu {...{ layout, onLayout, strip, onStrip }} />
      <FullScreen />
    </header>
  );
}

function Running({ session, startedAt }: { session: RoomSession; startedAt: string }) {
  const { t } = useTranslation("room");
  const clockOffset = useStore(session.room, ({ clockOffset }) => clockOffset);
  const now = useNow(1_000);
  const time = formatElapsed(now.getTime() + clockOffset - Date.parse(startedAt));
  return (
    <span className={`${styles.fact ?? ""} tabular`} title={t("top.running", { time })} role="timer" aria-live="off">
      {time}
    </span>
  );
}

function ViewMenu({ layout, onLayout, strip, onStrip }: Pick<Props, "layout" | "onLayout" | "strip" | "onStrip">) {
  const { t } = useTranslation("room");
  const icon = { size: 18, stroke: 1.75 };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Tooltip label={t("top.view")}>
          <ActionIcon size="lg" aria-label={t("top.view")}>
            <IconLayoutGrid size={20} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={layout} onChange={(value) => onLayout(value === "speaker" ? "speaker" : "grid")}>
          <Menu.RadioItem value="grid" rightSection={<IconLayoutGrid {...icon} />}>
            {t("top.grid")}
          </Menu.RadioItem>
          <Menu.RadioItem value="speaker" rightSection={<IconUser {...icon} />}>
            {t("top.speaker")}
          </Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.RadioGroup value={strip} onChange={(value) => onStrip(value === "below" ? "below" : "right")}>
          <Menu.RadioItem value="right" rightSection={<IconLayoutSidebarRight {...icon} />}>
            {t("top.stripRight")}
          </Menu.RadioItem>
          <Menu.RadioItem value="below" rightSection={<IconLayoutBottombar {...icon} />}>
            {t("top.stripBelow")}
          </Menu.RadioItem>
        </Menu.RadioGroup>
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
