import { useDocumentTitle } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";

import { applyMeetingLanguage } from "../i18n";
import type { LocalMedia } from "../media/local";
import { useObservable } from "../observable";
import { rememberStay, type Stay } from "../storage";
import { hearParent, tellParent } from "./embedding";
import { Lobby } from "./Lobby";
import { Room } from "./Room";
import { type Ending, RoomSession } from "./session";

interface Props {
  address: string;
  stay: Stay;
  local: LocalMedia;
  onClosed: (ending: Ending) => void;
}

/** From the entry on: holds the session, shows the lobby or the room, and keeps what a reload needs. */
export function Inside({ address, stay, local, onClosed }: Props) {
  const [session, setSession] = useState<RoomSession | null>(null);
  const closed = useRef(onClosed);
  useEffect(() => {
    closed.current = onClosed;
  });
  useDocumentTitle(stay.title);

  useEffect(() => {
    const { token, lang, microphoneOn, cameraOn } = stay;
    void applyMeetingLanguage(lang);
    const made = new RoomSession({
      token,
      local,
      onClosed: (ending) => closed.current(ending),
    });
    // After a reload; coming from the preview the devices run already.
    void local.start({ microphone: microphoneOn, camera: cameraOn });
    made.start();
    setSession(made);
    return () => made.stop();
  }, [stay, local]);

  useStayKept(address, stay, local);
  useEmbedding(session, stay, local);

  if (!session) return null;
  return <LobbyOrRoom session={session} stay={stay} />;
}

function LobbyOrRoom({ session, stay }: { session: RoomSession; stay: Stay }) {
  const { phase } = useObservable(session.room);
  if (phase === "lobby") return <Lobby title={stay.title} onLeave={() => void session.leave()} />;
  return <Room session={session} title={stay.title} />;
}

/** The next reload begins with the devices as they are now. */
function useStayKept(address: string, stay: Stay, local: LocalMedia): void {
  useEffect(
    () =>
      local.state.subscribe(() => {
        const { microphone, camera } = local.state.value;
        if (microphone.starting || camera.starting) return;
        rememberStay(address, { ...stay, microphoneOn: microphone.on, cameraOn: camera.on });
      }),
    [address, stay, local],
  );
}

function useEmbedding(session: RoomSession | null, stay: Stay, local: LocalMedia): void {
  useEffect(() => {
    if (!session) return undefined;
    const { frameOrigins, title } = stay;
    let joined = false;
    const tellJoined = () => {
      const { phase, you } = session.room.value;
      if (joined || phase !== "inside" || !you) return;
      joined = true;
      tellParent({ type: "convener:joined", title, name: you.name, role: you.role }, frameOrigins);
    };
    let told = "";
    const tellMedia = () => {
      const { microphone, camera } = local.state.value;
      const now = `${String(microphone.on)} ${String(camera.on)}`;
      if (now === told) return;
      told = now;
      tellParent({ type: "convener:media", microphone: microphone.on, camera: camera.on }, frameOrigins);
    };
    tellJoined();
    const ends = [
      session.room.subscribe(tellJoined),
      local.state.subscribe(tellMedia),
      hearParent(frameOrigins, (command) => {
        if (command === "hangup") void session.leave();
        else void local.set("microphone", command === "unmute");
      }),
    ];
    return () => ends.forEach((end) => end());
  }, [session, stay, local]);
}
