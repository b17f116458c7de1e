import { useCallback, useEffect, useState } from "react";
import { useLocation, useParams } from "react-router";

import type { Entry } from "../api/client";
import { reloadPage } from "../browser/reloadPage";
import { postToParent } from "../embed/embedding";
import { JoinedRoom } from "../room/JoinedRoom";
import { LocalMedia } from "../room/media/local";
import { findStay, loadRemoval, loadStay, newStayId, type RoomStay, saveRemoval, saveStay } from "../room/roomStay";
import type { CloseReason } from "../room/session";
import { useCenter } from "../ui/Page";
import { SupportPages } from "../ui/supportPages";
import { EntryPage } from "./EntryPage";
import { codeInPath, codeTarget, type EntryTarget, entryUrlTarget, linkTarget } from "./entryTarget";
import { GoodbyePage } from "./GoodbyePage";
import type { GoodbyeReason } from "./goodbyeReason";
import { OtherTabPage } from "./OtherTabPage";

/** Behind /e/LIVE…, /m/CODE and /cc/…: entry check, preview, room and goodbye are one page, so that nothing reloads between. */
export default function MeetingPage() {
  const { pathname, search } = useLocation();
  const center = useCenter();
  // Another address is another visit.
  return (
    <SupportPages value={center}>
      <AtAddress key={pathname + search} />
    </SupportPages>
  );
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
  /** The room token of the person, by which the server says what the person may have now. */
  token: string;
  /** The stay that goes on in another tab. */
  moved: RoomStay | null;
}

/** A stay in this tab; `takesOver`: the person comes from another one, which is told. */
interface Joined {
  stay: RoomStay;
  takesOver: boolean;
}

function MeetingVisit({ target }: { target: EntryTarget }) {
  const { address, otherAddress } = target;
  const [local] = useState(() => new LocalMedia());
  const [found, setFound] = useState(false);
  const [joined, setJoined] = useState<Joined | null>(null);
  const [elsewhere, setElsewhere] = useState<RoomStay | null>(null);
  const [formerToken, setFormerToken] = useState<string | null>(
    () => (otherAddress === null ? null : loadStay(otherAddress)?.token) ?? loadRemoval(address),
  );
  const [goodbye, setGoodbye] = useState<Goodbye | null>(null);

  useEffect(() => () => local.stop(), [local]);
  useEffect(reloadFromCache, []);
  useEffect(() => {
    let shown = true;
    void findStay(address).then((stays) => {
      if (!shown) return;
      if (stays.here) setJoined({ stay: stays.here, takesOver: false });
      setElsewhere(stays.elsewhere);
      setFound(true);
    });
    return () => {
      shown = false;
    };
  }, [address]);

  const join = (stay: RoomStay, takesOver: boolean) => {
    saveStay(address, stay);
    setElsewhere(null);
    setJoined({ stay, takesOver });
  };

  const enter = ({ token, title, lang, name }: Entry, frameOrigins: string[]) => {
    const { microphone, camera } = local.wanted;
    saveRemoval(address, null);
    const devices = { microphoneOn: microphone, cameraOn: camera };
    join({ id: newStayId(), token, title, lang, name, frameOrigins, ...devices, beside: false }, false);
  };

  const leave = useCallback(
    (ending: CloseReason, byYou: boolean) => {
      if (!joined) return;
      const { stay } = joined;
      local.stop();
      saveStay(address, null);
      setJoined(null);
      const removed = ending === "removed" || ending === "denied";
      if (removed) saveRemoval(address, stay.token);
      setFormerToken(removed || ending === "left" || ending === "invalid_token" ? stay.token : null);
      const reason = byYou ? "endedByYou" : GOODBYES[ending];
      const end = ending === "ended" || ending === "cancelled" || ending === "removed";
      postToParent(end ? { type: "convener:ended", reason: ending } : { type: "convener:left" }, stay.frameOrigins);
      // For the other reasons the entry check shows a page of its own.
      const moved = ending === "moved" ? stay : null;
      if (reason)
        setGoodbye({ reason, canReturn: RETURNS.includes(ending), title: stay.title, token: stay.token, moved });
    },
    [address, local, joined],
  );

  if (goodbye) {
    const comeBack = () => {
      setGoodbye(null);
      if (goodbye.moved) join({ ...goodbye.moved, id: newStayId(), beside: false }, true);
    };
    return <GoodbyePage {...goodbye} onReturn={comeBack} />;
  }
  if (joined) return <JoinedRoom address={address} {...joined} local={local} onClosed={leave} />;
  if (elsewhere) {
    const another = () => {
      saveStay(address, null);
      setElsewhere(null);
    };
    return (
      <OtherTabPage
        target={target}
        stay={elsewhere}
        onMove={() => join({ ...elsewhere, id: newStayId(), beside: false }, true)}
        onBeside={() => join({ ...elsewhere, id: newStayId(), beside: true }, false)}
        onOther={another}
      />
    );
  }
  if (!found) return null;
  return <EntryPage target={target} token={formerToken} local={local} onEntered={enter} />;
}

/** Found again by the browser's way back, the page has neither devices nor a connection: it begins anew, as by a reload. */
function reloadFromCache(): () => void {
  const show = ({ persisted }: PageTransitionEvent) => {
    if (persisted) reloadPage();
  };
  window.addEventListener("pageshow", show);
  return () => window.removeEventListener("pageshow", show);
}

const GOODBYES: Partial<Record<CloseReason, GoodbyeReason>> = {
  left: "left",
  moved: "moved",
  removed: "removed",
  denied: "denied",
  ended: "ended",
  cancelled: "cancelled",
  protocol_error: "lost",
};

/** A meeting that has ended starts again when its host enters it; the entry check shows that to everybody else. */
const RETURNS: readonly CloseReason[] = ["left", "moved", "ended", "protocol_error"];
