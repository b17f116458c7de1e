import { useDocumentTitle } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";

import { onParentCommand, postToParent } from "../embed/embedding";
import { applyMeetingLanguage } from "../locales/i18n";
import { selectYou } from "./features/people/public";
import type { LocalMedia } from "./media/local";
import { roomFeatures } from "./registry";
import { Room } from "./Room";
import { announceStay, type RoomStay, saveStay } from "./roomStay";
import { type CloseReason, RoomSession } from "./session";
import { useCloseWarning } from "./useCloseWarning";

interface Props {
  address: string;
  stay: RoomStay;
  /** The person comes from another tab. */
  takesOver: boolean;
  local: LocalMedia;
  onClosed: (ending: CloseReason, byYou: boolean) => void;
}

/** From the entry on: holds the session, shows the lobby or the room, and keeps what a reload needs. */
export function JoinedRoom({ address, stay, takesOver, local, onClosed }: Props) {
  const [session, setSession] = useState<RoomSession | null>(null);
  const closed = useRef(onClosed);
  useEffect(() => {
    closed.current = onClosed;
  });
  useDocumentTitle(stay.title);

  useEffect(() => {
    const { token, title, lang, microphoneOn, cameraOn } = stay;
    void applyMeetingLanguage(lang);
    const started = new RoomSession({
      token,
      takesOver,
      title,
      local,
      features: roomFeatures,
      onClosed: (ending, _message, byYou) => closed.current(ending, byYou),
    });
    // After a reload; coming from the preview the devices run already.
    void local.start({ microphone: microphoneOn, camera: cameraOn });
    started.start();
    setSession(started);
    return () => started.stop();
  }, [stay, takesOver, local]);

  useSavedStay(address, stay, local);
  useEmbedding(session, stay, local);
  useCloseWarning(local);

  if (!session) return null;
  return <LobbyOrRoom session={session} />;
}

function LobbyOrRoom({ session }: { session: RoomSession }) {
  const phase = useStore(session.room, ({ phase }) => phase);
  const WaitingPage = session.features.find(({ WaitingPage }) => WaitingPage)?.WaitingPage;
  return phase === "lobby" && WaitingPage ? <WaitingPage session={session} /> : <Room session={session} />;
}

/** The next reload begins with the devices as they are now, and other tabs know that the person is here. */
function useSavedStay(address: string, stay: RoomStay, local: LocalMedia): void {
  useEffect(() => announceStay(address, stay), [address, stay]);
  useEffect(
    () =>
      local.state.subscribe(() => {
        const { microphone, camera } = local.state.getState();
        if (microphone.starting || camera.starting || local.isStopped) return;
        saveStay(address, { ...stay, microphoneOn: microphone.on, cameraOn: camera.on });
      }),
    [address, stay, local],
  );
}

function useEmbedding(session: RoomSession | null, stay: RoomStay, local: LocalMedia): void {
  useEffect(() => {
    if (!session) return undefined;
    const { frameOrigins, title } = stay;
    let joined = false;
    const postJoined = () => {
      const you = selectYou(session.room.getState());
      if (joined || !you) return;
      joined = true;
      postToParent({ type: "convener:joined", title, name: you.name, role: you.role }, frameOrigins);
    };
    let lastSent = "";
    const postMedia = () => {
      const { microphone, camera } = local.state.getState();
      const now = `${String(microphone.on)} ${String(camera.on)}`;
      if (now === lastSent) return;
      lastSent = now;
      postToParent({ type: "convener:media", microphone: microphone.on, camera: camera.on }, frameOrigins);
    };
    postJoined();
    const ends = [
      session.room.subscribe(postJoined),
      local.state.subscribe(postMedia),
      onParentCommand(frameOrigins, (command) => {
        if (command === "hangup") void session.leave();
        else void local.set("microphone", command === "unmute");
      }),
    ];
    return () => ends.forEach((end) => end());
  }, [session, stay, local]);
}
