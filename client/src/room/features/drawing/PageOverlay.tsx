import { Suspense, useEffect } from "react";
import { useStore } from "zustand";

import type { PageOverlayProps } from "../../feature";
import { useRoom, useSession } from "../../roomContext";
import { PageDrawing, selectMayDraw } from "../whiteboard/public";
import { askForDrawnPages, selectIsActive, selectIsDrawn, selectIsKnown, setActive } from "./drawing";

/** What is drawn on a page: nothing is loaded for it where nobody has drawn or draws. */
export function PageOverlay(page: PageOverlayProps) {
  const { documentId, pageNumber } = page;
  const session = useSession();
  const online = useStore(session.status, (status) => status === "online");
  const known = useRoom(selectIsKnown(documentId));
  const begun = useRoom(selectIsDrawn(documentId, pageNumber));
  const allowed = useRoom(selectMayDraw);
  const active = useRoom(selectIsActive) && allowed;
  useEffect(() => {
    if (online && !known) askForDrawnPages(session, documentId);
  }, [session, documentId, online, known]);
  if (!begun && !active) return null;
  return (
    <Suspense fallback={null}>
      <PageDrawing {...page} begun={begun} active={active} onDone={() => setActive(session, false)} />
    </Suspense>
  );
}
