import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { useFullscreenDocument } from "@mantine/hooks";
import {
  IconLayoutGrid,
  IconLayoutSidebarRight,
  IconLayoutBottombar,
  IconMaximize,
  IconMinimize,
  IconUser,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { partsFor, type TopBarContribution } from "../feature";
import { useSession, useView, useViewState } from "../roomContext";
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
      {at("end")}
      <ViewMenu />
      <FullScreen />
    </header>
  );
}

function ViewMenu() {
  const { t } = useTranslation("room");
  const view = useView();
  const layout = useViewState(({ layout }) => layout);
  const strip = useViewState(({ strip }) => strip);
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
        <Menu.RadioGroup value={layout} onChange={(value) => view.setLayout(value === "speaker" ? "speaker" : "grid")}>
          <Menu.RadioItem value="grid" rightSection={<IconLayoutGrid {...icon} />}>
            {t("top.grid")}
          </Menu.RadioItem>
          <Menu.RadioItem value="speaker" rightSection={<IconUser {...icon} />}>
            {t("top.speaker")}
          </Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.RadioGroup value={strip} onChange={(value) => view.setStrip(value === "below" ? "below" : "right")}>
          <Menu.RadioItem value="right" rightSection={<IconLayoutSidebarRight {...icon} className={styles.directed} />}>
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
