import { Tooltip, UnstyledButton } from "@mantine/core";
import {
  IconHandStop,
  IconMicrophoneOff,
  IconPictureInPicture,
  IconPin,
  IconPinnedOff,
  IconWifiOff,
} from "@tabler/icons-react";
import { type CSSProperties, memo, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { shallow } from "zustand/shallow";

import { avatarColor, initialsOf } from "../../ui/initials";
import type { PeerPath, Remote } from "../media/engine";
import { useStream } from "../media/useStream";
import type { Person } from "../protocol.generated";
import type { RoomSession } from "../session";
import { selectPerson } from "../store/selectors";
import type { Item } from "./arrangement";
import type { Rect } from "./layout";
import styles from "./Tile.module.css";

export interface TileProps {
  item: Item;
  session: RoomSession;
  pinned: boolean;
  onPin: (key: string | null) => void;
  /** Shown whole, never cut. */
  whole: boolean;
  rect: Rect;
}

/** A picture on the stage. Drawn again only when its own person, stream or place changes. */
export const Tile = memo(function Tile(props: TileProps) {
  return props.item.kind === "screen" ? <ScreenTile {...props} /> : <PersonTile {...props} />;
}, sameTile);

function sameTile(before: TileProps, after: TileProps): boolean {
  const { item, rect, ...others } = before;
  const { item: nextItem, rect: nextRect, ...nextOthers } = after;
  return shallow(item, nextItem) && shallow(rect, nextRect) && shallow(others, nextOthers);
}

function ScreenTile({ item, session, pinned, onPin, rect }: TileProps) {
  const { t } = useTranslation("room");
  const name = useStore(session.room, ({ people }) => people.get(item.personId)?.name ?? "");
  const stream = useStore(session.media.state, ({ remotes }) => remotes.get(item.personId)?.screen ?? null);
  const label = t("stage.screenOf", { name });
  const video = useStream<HTMLVideoElement>(stream);
  return (
    <figure className={styles.tile} aria-label={label} data-screen style={rect}>
      <video ref={video} autoPlay playsInline muted />
      <TileActions name={label} itemKey={item.key} pinned={pinned} onPin={onPin} video={video} />
      <figcaption className={styles.caption}>
        <span className={styles.name} dir="auto">
          {label}
        </span>
      </figcaption>
    </figure>
  );
}

function PersonTile({ item, session, pinned, onPin, whole, rect }: TileProps) {
  const { personId } = item;
  const { t } = useTranslation("room");
  const person = useStore(session.room, selectPerson(personId));
  const you = useStore(session.room, (room) => room.you?.id === personId);
  const remote = useStore(session.media.state, ({ remotes }) => remotes.get(personId) ?? null);
  const stream = usePicture(person, remote, you, session);
  const speaking = useSpeaking(personId, you, session);
  const video = useStream<HTMLVideoElement>(stream);
  const [portrait, setPortrait] = useState(false);
  useFirstFrameMark(video, !you && stream !== null);
  const ownMicrophone = useStore(session.local.state, ({ microphone }) => you && microphone.on);
  if (!person) return null;
  const muted = you ? !ownMicrophone : !person.microphone;
  return (
    <figure
      className={styles.tile}
      aria-label={person.name}
      data-speaking={(speaking && person.microphone) || undefined}
      data-away={!person.connected || undefined}
      style={rect}
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
      {person.connected && remote && <PathNote path={remote.path} name={person.name} />}
      {!person.connected && <p className={styles.note}>{t("stage.away")}</p>}
      <TileActions
        name={person.name}
        itemKey={item.key}
        pinned={pinned}
        onPin={onPin}
        video={video}
        pip={stream !== null}
      />
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
function usePicture(person: Person | null, remote: Remote | null, you: boolean, session: RoomSession) {
  const track = useStore(session.local.state, ({ camera }) => (you && camera.on ? camera.track : null));
  const own = useMemo(() => track && new MediaStream([track]), [track]);
  if (you) return own;
  const arrives = remote?.path.state === "connected" || remote?.path.state === "weak";
  return remote && person?.camera && arrives ? remote.camera : null;
}

function useSpeaking(personId: string, you: boolean, session: RoomSession): boolean {
  const other = useStore(session.speakers, ({ speaking }) => !you && speaking.has(personId));
  const self = useStore(session.selfSpeaking, (speaking) => you && speaking);
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

function PathNote({ path, name }: { path: PeerPath; name: string }) {
  const { t } = useTranslation("room");
  if (path.state === "connected") return null;
  if (path.state === "connecting") return <p className={styles.note}>{t("stage.linkConnecting")}</p>;
  if (path.state === "weak") return <p className={styles.note}>{t("stage.linkWeak")}</p>;
  const blocked = path.cause === "path";
  return (
    <div className={styles.trouble} role="status">
      <IconWifiOff size={20} stroke={1.75} aria-hidden="true" />
      <strong>{blocked ? t("stage.linkPath", { name }) : t("stage.linkSilent", { name })}</strong>
      <span>{blocked ? t("stage.linkPathHelp", { name }) : t("stage.linkSilentHelp", { name })}</span>
    </div>
  );
}

interface ActionsProps {
  name: string;
  itemKey: string;
  pinned: boolean;
  onPin: (key: string | null) => void;
  video: React.RefObject<HTMLVideoElement | null>;
  pip?: boolean;
}

function TileActions({ name, itemKey, pinned, onPin, video, pip = true }: ActionsProps) {
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
        <UnstyledButton aria-label={pinLabel} aria-pressed={pinned} onClick={() => onPin(pinned ? null : itemKey)}>
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
