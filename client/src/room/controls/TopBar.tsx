import { ActionIcon, Menu, Tooltip, UnstyledButton } from "@mantine/core";
import { useFullscreenDocument } from "@mantine/hooks";
import {
  IconEye,
  IconEyeOff,
  IconLayoutGrid,
  IconLayoutSidebarRight,
  IconLayoutBottombar,
  IconMaximize,
  IconMinimize,
  IconPresentation,
  IconUser,
} from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { partsFor, type TopBarContribution } from "../feature";
import { useSession, useView, useViewState } from "../roomContext";
import { type Layout, LAYOUTS } from "../view/storedView";
import styles from "./TopBar.module.css";

/** The thin line above: what this is, since when, how many. */
export function TopBar() {
  const { features } = useSession();
  const at = (side: TopBarContribution["side"]) =>
    partsFor(features, "topBar").map((part, key) => part.side === side && <part.Component key={key} />);
  return (
    <header className={styles.top}>
      {at("start")}
      <span className={styles.gap} />
      <OwnHiddenPill />
      {at("end")}
      <ViewMenu />
      <FullScreen />
    </header>
  );
}

const ICON = { size: 18, stroke: 1.75 };

const LAYOUT_ICONS: Record<Layout, typeof IconUser> = {
  grid: IconLayoutGrid,
  speaker: IconUser,
  presentation: IconPresentation,
};

function LayoutItem({ layout }: { layout: Layout }) {
  const { t } = useTranslation("room");
  const Picture = LAYOUT_ICONS[layout];
  return (
    <Menu.RadioItem value={layout} rightSection={<Picture {...ICON} />}>
      {t(`top.${layout}`)}
    </Menu.RadioItem>
  );
}

/** While one's own picture is hidden: brings it back. */
function OwnHiddenPill() {
  const { t } = useTranslation("room");
  const view = useView();
  const hidden = useViewState(({ ownHidden }) => ownHidden);
  const pill = useRef<HTMLButtonElement>(null);
  const before = useRef(hidden);
  useEffect(() => {
    // The button that hid it has gone with the picture: the focus goes to the one that brings it back.
    if (hidden && !before.current && document.activeElement === document.body) pill.current?.focus();
    before.current = hidden;
  }, [hidden]);
  if (!hidden) return null;
  return (
    <Tooltip label={t("stage.ownHiddenHint")} multiline maw={260}>
      <UnstyledButton
        ref={pill}
        className={styles.pill}
        aria-label={t("stage.showOwn")}
        onClick={() => view.setOwnHidden(false)}
      >
        <IconEyeOff size={16} stroke={1.75} aria-hidden="true" />
        <span className={styles.pillWord}>{t("stage.showOwn")}</span>
      </UnstyledButton>
    </Tooltip>
  );
}

function ViewMenu() {
  const { t } = useTranslation("room");
  const view = useView();
  const layout = useViewState(({ layout }) => layout);
  const strip = useViewState(({ strip }) => strip);
  const ownHidden = useViewState(({ ownHidden }) => ownHidden);
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Tooltip label={t("top.view")}>
          <ActionIcon size="lg" aria-label={t("top.view")}>
            <IconLayoutGrid size={20} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={layout}
          onChange={(value) => view.setLayout(LAYOUTS.find((one) => one === value) ?? "grid")}
        >
          {LAYOUTS.map((one) => (
            <LayoutItem key={one} layout={one} />
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.RadioGroup value={strip} onChange={(value) => view.setStrip(value === "below" ? "below" : "right")}>
          <Menu.RadioItem value="right" rightSection={<IconLayoutSidebarRight {...ICON} className={styles.directed} />}>
            {t("top.stripRight")}
          </Menu.RadioItem>
          <Menu.RadioItem value="below" rightSection={<IconLayoutBottombar {...ICON} />}>
            {t("top.stripBelow")}
          </Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item
          leftSection={ownHidden ? <IconEye {...ICON} /> : <IconEyeOff {...ICON} />}
          onClick={() => view.setOwnHidden(!ownHidden)}
        >
          {ownHidden ? t("stage.showOwn") : t("stage.hideOwn")}
        </Menu.Item>
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
