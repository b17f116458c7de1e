import { useCallback, useEffect, useState } from "react";
import { useLocation, useParams } from "react-router";

import type { Entry } from "../api";
import { codeWay, entryWay, linkWay, type Way } from "../entryUrl";
import { LocalMedia } from "../media/local";
import { GoodbyePage, type GoodbyeReason } from "../pages/GoodbyePage";
import { recallStay, rememberStay, type Stay } from "../storage";
import { tellParent } from "./embedding";
import { Entrance } from "./Entrance";
import { Inside } from "./Inside";
import type { Ending } from "./session";

/** Behind /e/LIVE…, /m/CODE and /cc/…: door, preview, room and goodbye are one page, so that nothing reloads between. */
export default function MeetingPage() {
  const { pathname, search } = useLocation();
  // Another address is another visit.
  return <AtAddress key={pathname + search} />;
}

function AtAddress() {
  const { link, code, cc } = useParams();
  const { pathname, search } = useLocation();
  const [way] = useState(() => {
    if (cc !== undefined) return entryWay(cc, pathname.replace(/\/$/, "").split("/").at(-1) ?? "", search);
    return link === undefined ? codeWay(code ?? "") : linkWay(link);
  });
  return <Visit way={way} />;
}

interface Goodbye {
  reason: GoodbyeReason;
  canReturn: boolean;
  title: string;
}

function Visit({ way }: { way: Way }) {
  const { address, otherAddress } = way;
  const [local] = useState(() => new LocalMedia());
  // After a reload the person is back inside at once.
  const [stay, setStay] = useState<Stay | null>(() => recallStay(address));
  const [formerToken, setFormerToken] = useState<string | null>(
    () => (otherAddress === null ? null : recallStay(otherAddress)?.token) ?? null,
  );
  const [goodbye, setGoodbye] = useState<Goodbye | null>(null);

  useEffect(() => () => local.stop(), [local]);

  const enter = ({ token, title, lang, name }: Entry, frameOrigins: string[]) => {
    const { microphone, camera } = local.state.value;
    const next: Stay = { token, title, lang, name, frameOrigins, microphoneOn: microphone.on, cameraOn: camera.on };
    rememberStay(address, next);
    setStay(next);
  };

  const leave = useCallback(
    (ending: Ending) => {
      if (!stay) return;
      local.stop();
      rememberStay(address, null);
      setStay(null);
      setFormerToken(ending === "left" || ending === "invalid_token" ? stay.token : null);
      const reason = GOODBYES[ending];
      const end = ending === "ended" || ending === "cancelled" || ending === "removed";
      tellParent(end ? { type: "convener:ended", reason: ending } : { type: "convener:left" }, stay.frameOrigins);
      // The others have a page of their own, which the door shows.
      if (reason) setGoodbye({ reason, canReturn: RETURNS.includes(ending), title: stay.title });
    },
    [address, local, stay],
  );

  if (goodbye) return <GoodbyePage {...goodbye} onReturn={() => setGoodbye(null)} />;
  if (stay) return <Inside address={address} stay={stay} local={local} onClosed={leave} />;
  return <Entrance way={way} token={formerToken} local={local} onEntered={enter} />;
}

const GOODBYES: Partial<Record<Ending, GoodbyeReason>> = {
  left: "left",
  removed: "removed",
  denied: "denied",
  ended: "ended",
  cancelled: "cancelled",
  protocol_error: "lost",
};

/** A meeting that has ended starts again when its host enters it; the door says so to everybody else. */
const RETURNS: readonly Ending[] = ["left", "ended", "protocol_error"];
