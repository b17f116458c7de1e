import { Suspense } from "react";

import type { PanelContribution } from "../feature";
import { useRoom, useSession, useViewState } from "../roomContext";
import { PanelFrame } from "./PanelFrame";

/** The panel that is open, beside the stage. Those that are tabs of each other have one frame. */
export function OpenPanel() {
  const { features } = useSession();
  const open = useViewState(({ openPanel }) => openPanel);
  const panel = features.find(({ name }) => name === open)?.panel;
  return open !== null && panel ? <VisiblePanel key={panel.tabGroup ?? open} feature={open} panel={panel} /> : null;
}

function VisiblePanel({ feature, panel }: { feature: string; panel: PanelContribution }) {
  const visible = useRoom((room) => panel.visible?.(room) ?? true);
  if (!visible) return null;
  return (
    <PanelFrame feature={feature} panel={panel}>
      <Suspense fallback={null}>
        <panel.Component />
      </Suspense>
    </PanelFrame>
  );
}
