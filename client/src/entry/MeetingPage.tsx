import { useCallback, useEffect, useState } from "react";
import { useLocation, useParams } from "react-router";

import type { Entry } from "../api/client";
import { postToParent } from "../embed/embedding";
import { JoinedRoom } from "../room/JoinedRoom";
import { LocalMedia } from "../room/media/local";
import { loadRemoval, loadStay, type RoomStay, saveRemoval, saveStay } from "../room/roomStay";
import type { CloseReason } from "../room/session";
import { EntryPage } from "./EntryPage";
import { codeInPath, codeTarget, type EntryTarget, entryUrlTarget, linkTarget } from "./entryTarget";
import { GoodbyePage, type GoodbyeReason } from "./GoodbyePage";

/** Behind /e/LIVE…, /m/CODE and /cc/…: entry check, preview, room and goodbye are one page, so that nothing reloads between. */
export default function MeetingPage() {
  const { pathname, search } = useLocation();
  // Another address is another visit.
  return <AtAddress key={pathname + search} />;
}

function AtAddress() {
  const { link, cc } = useParams();
  const { pathname, search } = useLocation();
  const [target] = useState(() => {
    if (cc !== undefined) return entryUrlTarget(cc, pathname.replace(/\/$/, "").split("/").at(-1) ?? "", search);
    return link === undefined ? codeTarget(codeInPath(pathname)) : linkTarget(link);
  });
  return <MeetingVisit target={target} />;
}

interface Goodbye {
  reason: GoodbyeReason;
  canReturn: boolean;
  title: string;
}

function MeetingVisit({ target }: { target: EntryTarget }) {
  const { address, otherAddress } = target;
  const [local] = useState(() => new LocalMedia());
  // After a reload the person is back inside at once.
  const [stay, setStay] = useState<RoomStay | null>(() => loadStay(address));
  const [formerToken, setFormerToken] = useState<string | null>(
    () => (otherAddress === null ? null : loadStay(otherAddress)?.token) ?? loadRemoval(address),
  );
  const [goodbye, setGoodbye] = useState<Goodbye | null>(null);

  useEffect(() => () => local.stop(), [local]);
  useEffect(reloadFromCache, []);

  const enter = ({ token, title, lang, name }: Entry, frameOrigins: string[]) => {
    const { microphone, camera } = local.state.getState();
    const next: RoomStay = { token, title, lang, name, frameOrigins, microphoneOn: microphone.on, cameraOn: camera.on };
    saveStay(address, next);
    saveRemoval(address, null);
    setStay(next);
  };

  const leave = useCallback(
    (ending: CloseReason, byYou: boolean) => {
      if (!stay) return;
      local.stop();
      saveStay(address, null);
      setStay(null);
      const removed = ending === "removed" || ending === "denied";
      if (removed) saveRemoval(address, stay.token);
      setFormerToken(removed || ending === "left" || ending === "invalid_token" ? stay.token : null);
      const reason = byYou ? "endedByYou" : GOODBYES[ending];
      const end = ending === "ended" || ending === "cancelled" || ending === "removed";
      postToParent(end ? { type: "convener:ended", reason: ending } : { type: "convener:left" }, stay.frameOrigins);
      // For the other reasons the entry check shows a page of its own.
      if (reason) setGoodbye({ reason, canReturn: RETURNS.includes(ending), title: stay.title });
    },
    [address, local, stay],
  );

  if (goodbye) return <GoodbyePage {...goodbye} onReturn={() => setGoodbye(null)} />;
  if (stay) return <JoinedRoom address={address} stay={stay} local={local} onClosed={leave} />;
  return <EntryPage target={target} token={formerToken} local={local} onEntered={enter} />;
}

/** Found again by the browser's way back, the page has neither devices nor a connection: it begins anew, as by a reload. */
function reloadFromCache(): () => void {
  const show = ({ persisted }: PageTransitionEvent) => {
    if (persisted) window.location.reload();
  };
  window.addEventListener("pageshow", show);
  return () => window.removeEventListener("pageshow", show);
}

const GOODBYES: Partial<Record<CloseReason, GoodbyeReason>> = {
  left: "left",
  removed: "removed",
  denied: "denied",
  ended: "ended",
  cancelled: "cancelled",
  protocol_error: "lost",
};

/** A meeting that has ended starts again when its host enters it; the entry check shows that to everybody else. */
const RETURNS: readonly CloseReason[] = ["left", "ended", "protocol_error"];
