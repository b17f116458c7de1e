import { Button } from "@mantine/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Remote } from "../../media/engine";
import { usePlaying } from "../../media/useStream";
import { Banner } from "../../notices/Banner";
import { useLocal, useMedia } from "./useMedia";

/** The sound of everybody, on the stage or not. */
export function RemoteSound() {
  const { t } = useTranslation("room");
  const remotes = useMedia(({ remotes }) => remotes);
  const speakerId = useLocal(({ speakerId }) => speakerId);
  const [blocked, setBlocked] = useState(false);
  const block = useCallback(() => setBlocked(true), []);
  const streams = [...remotes.values()].flatMap((remote) => streamsOf(remote));
  return (
    <>
      {streams.map(({ key, stream }) => (
        // Playing again after a click is a new element's business.
        <AudioOutput key={`${key}${String(blocked)}`} stream={stream} speakerId={speakerId} onBlocked={block} />
      ))}
      {blocked && (
        <Banner text={t("stage.soundBlocked")}>
          <Button size="xs" onClick={() => setBlocked(false)}>
            {t("stage.enableSound")}
          </Button>
        </Banner>
      )}
    </>
  );
}

function streamsOf({ peerId, camera, screen }: Remote): { key: string; stream: MediaStream }[] {
  const voice = { key: peerId, stream: camera };
  return screen && screen.getAudioTracks().length > 0 ? [voice, { key: `${peerId} screen`, stream: screen }] : [voice];
}

interface VoiceProps {
  stream: MediaStream;
  speakerId: string | null;
  onBlocked: () => void;
}

function AudioOutput({ stream, speakerId, onBlocked }: VoiceProps) {
  const ref = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    element.srcObject = stream;
    element.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === "NotAllowedError") onBlocked();
    });
  }, [stream, onBlocked]);
  useEffect(() => {
    const element = ref.current;
    if (!element || !("setSinkId" in element)) return;
    // A speaker that is gone leaves the sound where it was.
    element.setSinkId(speakerId ?? "").catch(() => undefined);
  }, [speakerId]);
  usePlaying(ref, true);
  return <audio ref={ref} autoPlay />;
}
