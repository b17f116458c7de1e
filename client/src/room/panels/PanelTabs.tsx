import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { inOrder, type PanelContribution, type RoomFeature } from "../feature";
import { useRoom, useSession } from "../roomContext";
import styles from "./PanelFrame.module.css";

interface PanelOfFeature {
  feature: string;
  panel: PanelContribution;
}

/** The panels that are tabs beside this one, itself among them; none where it stands alone. */
export function tabsOf(features: readonly RoomFeature[], { tabGroup }: PanelContribution): PanelOfFeature[] {
  if (tabGroup === undefined) return [];
  const found = features.flatMap(({ name, panel }) =>
    panel?.tabGroup === tabGroup ? [{ feature: name, panel, order: panel.order }] : [],
  );
  return inOrder(found);
}

/** The name of a panel, how many it is about, and how much is new there. */
export function PanelTab({ feature, panel }: PanelOfFeature) {
  const { t } = useTranslation("room");
  const { features } = useSession();
  const visible = useRoom((room) => panel.visible?.(room) ?? true);
  const count = useRoom((room) => panel.count?.(room) ?? null);
  const badge = useRoom((room) => panel.badge?.(room, features) ?? 0);
  if (!visible) return null;
  return (
    <Tabs.Tab value={feature} className={styles.tab ?? ""}>
      {t(panel.label)}
      {count !== null && <span className={styles.count}>{count}</span>}
      {badge > 0 && <span className={styles.badge}>{badge > 99 ? "99+" : badge}</span>}
    </Tabs.Tab>
  );
}
