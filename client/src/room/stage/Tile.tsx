import { Tooltip, UnstyledButton } from "@mantine/core";
import {
  IconHandStop,
  IconMicrophoneOff,
  IconPictureInPicture,
  IconPin,
  IconPinnedOff,
  IconWifiOff,
} from "@tabler/icons-react";
import { type CSSProperties, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useObservable, useSelected } from "../../browser/observable";
import { avatarColor, initialsOf } from "../../ui/initials";
import type { PeerPath } from "../media/engine";
import type { Speakers } from "../media/speaker";
import { useStream } from "../media/useStream";
import type { RoomSession } from "../session";
import type { Item } from "./arrangement";
import styles from "./Tile.module.css";

export interface TileProps {
  item: Item;
  session: RoomSession;
  pinned: boolean;
  onPin: () => void;
  /** Shown whole, never cut. */
  whole?: boolean;
  style?: CSSProperties;
}

/** A picture on the stage. */
export function Tile(props: TileProps) {
  return props.item.kind === "screen" ? (
    <ScreenTile {...props} item={props.item} />
  ) : (
    <PersonTile {...props} item={props.item} />
  );
}

function ScreenTile({ item, pinned, onPin, style }: TileProps & { item: Extract<Item, { kind: "screen" }> }) {
  const { t } = useTranslation("room");
  const label = t("stage.screenOf", { name: item.person.name });
  const video = useStream<HTMLVideoElement>(item.stream);
  return (
    <figure className={styles.tile} aria-label={label} data-screen style={style}>
      <video ref={video} autoPlay playsInline muted />
      <TileActions name={label} pinned={pinned} onPin={onPin} video={video} />
      <figcaption className={styles.caption}>
        <span className={styles.name} dir="auto">
          {label}
        </span>
      </figcaption>
    </figure>
  );
}

function PersonTile({
  item,
  session,
  pinned,
  onPin,
  whole,
  style,
}: TileProps & { item: Extract<Item, { kind: "person" }> }) {
  const { t } = useTranslation("room");
  const { person, remote, you } = item;
  const stream = usePicture(item, session);
  const speaking = useSpeaking(person.id, you, session) && person.microphone;
  const video = useStream<HTMLVideoElement>(stream);
  const [portrait, setPortrait] = useState(false);
  useFirstFrameMark(video, !you && stream !== null);
  const { microphone } = useObservable(session.local.state);
  const muted = you ? !microphone.on : !person.microphone;
  return (
    <figure
      className={styles.tile}
      aria-label={person.name}
      data-speaking={speaking || undefined}
      data-away={!person.connected || undefined}
      style={style}
    >
      <video
        ref={video}
        autoPlay
        playsInline
        muted
        hidden={!stream}
        data-mirrored={you || undefined}
        data-whole={whole || portrait || undefined}
        onResize={({ currentTarget }) => setPortrait(currentTarget.videoHeight > currentTarget.videoWidth)}
      />
      {!stream && (
        <span
          className={styles.initials}
          aria-hidden="true"
          style={{ "--tint": avatarColor(person.id) } as CSSProperties}
        >
          {initialsOf(person.name)}
        </span>
      )}
      {person.connected && remote && <PathNote link={remote.path} name={person.name} />}
      {!person.connected && <p className={styles.note}>{t("stage.away")}</p>}
      <TileActions name={person.name} pinned={pinned} onPin={onPin} video={video} pip={stream !== null} />
      {person.hand !== null && (
        <Mark label={t("stage.hand")} className={styles.hand}>
          <IconHandStop size={18} stroke={2} />
        </Mark>
      )}
      <figcaption className={styles.caption}>
        {muted && (
          <Mark label={t("stage.muted")} className={styles.mutedMark}>
            <IconMicrophoneOff size={16} stroke={2} />
          </Mark>
        )}
        <span className={styles.name} dir="auto">
          {you ? t("stage.you", { name: person.name }) : person.name}
        </span>
      </figcaption>
    </figure>
  );
}

function Mark({
  label,
  className,
  children,
}: {
  label: string;
  className?: string | undefined;
  children: React.ReactNode;
}) {
  return (
    <span className={className} role="img" aria-label={label} title={label}>
      {children}
    </span>
  );
}

/** The stream to show, null where there is no picture at the moment. */
function usePicture({ person, remote, you }: Extract<Item, { kind: "person" }>, session: RoomSession) {
  const { camera } = useObservable(session.local.state);
  const track = you && camera.on ? camera.track : null;
  const own = useMemo(() => track && new MediaStream([track]), [track]);
  if (you) return own;
  const arrives = remote?.path.state === "connected" || remote?.path.state === "weak";
  return remote && person.camera && arrives ? remote.camera : null;
}

function useSpeaking(personId: string, you: boolean, session: RoomSession): boolean {
  const select = useCallback(({ speaking }: Speakers) => speaking.has(personId), [personId]);
  const other = useSelected(session.speakers, select);
  const self = useObservable(session.selfSpeaking);
  return you ? self : other;
}

/** For measuring the time to the first picture of somebody else. */
function useFirstFrameMark(video: React.RefObject<HTMLVideoElement | null>, shown: boolean): void {
  useEffect(() => {
    const element = video.current;
    if (!element || !shown || !("requestVideoFrameCallback" in element)) return undefined;
    const handle = element.requestVideoFrameCallback(() => {
      const name = "convener:first-remote-frame";
      if (performance.getEntriesByName(name).length === 0) performance.mark(name);
    });
    return () => element.cancelVideoFrameCallback(handle);
  }, [video, shown]);
}

function PathNote({ link, name }: { link: PeerPath; name: string }) {
  const { t } = useTranslation("room");
  if (link.state === "connected") return null;
  if (link.state === "connecting") return <p className={styles.note}>{t("stage.linkConnecting")}</p>;
  if (link.state === "weak") return <p className={styles.note}>{t("stage.linkWeak")}</p>;
  const path = link.cause === "path";
  return (
    <div className={styles.trouble} role="status">
      <IconWifiOff size={20} stroke={1.75} aria-hidden="true" />
      <strong>{path ? t("stage.linkPath", { name }) : t("stage.linkSilent", { name })}</strong>
      <span>{path ? t("stage.linkPathHelp", { name }) : t("stage.linkSilentHelp", { name })}</span>
    </div>
  );
}

interface ActionsProps {
  name: string;
  pinned: boolean;
  onPin: () => void;
  video: React.RefObject<HTMLVideoElement | null>;
  pip?: boolean;
}

function TileActions({ name, pinned, onPin, video, pip = true }: ActionsProps) {
  const { t } = useTranslation("room");
  const busy = useRef(false);
  const pinLabel = pinned ? t("stage.unpin", { name }) : t("stage.pin", { name });
  const pipLabel = t("stage.pip", { name });
  const showSmall = async () => {
    if (busy.current) return;
    busy.current = true;
    try {
      if (document.pictureInPictureElement === video.current) await document.exitPictureInPicture();
      else await video.current?.requestPictureInPicture();
    } catch {
      // The browser refuses while there is no frame yet; the button stays for the next try.
    } finally {
      busy.current = false;
    }
  };
  return (
    <div className={styles.actions} data-pinned={pinned || undefined}>
      <Tooltip label={pinLabel}>
        <UnstyledButton aria-label={pinLabel} aria-pressed={pinned} onClick={onPin}>
          {pinned ? <IconPinnedOff size={18} stroke={1.75} /> : <IconPin size={18} stroke={1.75} />}
        </UnstyledButton>
      </Tooltip>
      {pip && document.pictureInPictureEnabled && (
        <Tooltip label={pipLabel}>
          <UnstyledButton aria-label={pipLabel} onClick={() => void showSmall()}>
            <IconPictureInPicture size={18} stroke={1.75} />
          </UnstyledButton>
        </Tooltip>
      )}
    </div>
  );
}
