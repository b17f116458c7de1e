import { useTranslation } from "react-i18next";

import type { PanelContribution } from "../feature";
import { useRoom, useSession, useView, useViewState } from "../roomContext";
import { ControlButton } from "./ControlButton";

/** Opens and closes the panel of a feature. */
export function PanelControl({ feature, panel }: { feature: string; panel: PanelContribution }) {
  const { t } = useTranslation("room");
  const { features } = useSession();
  const view = useView();
  const open = useViewState(({ openPanel }) => openPanel === feature);
  const visible = useRoom((room) => panel.visible?.(room) ?? true);
  const badge = useRoom((room) => panel.badge?.(room, features) ?? 0);
  if (!visible) return null;
  return (
    <ControlButton
      label={t(panel.label)}
      icon={panel.icon}
      badge={badge}
      expanded={open}
      {...(panel.shortcut ? { shortcut: panel.shortcut.key } : {})}
      onClick={() => view.togglePanel(feature)}
    />
  );
}
