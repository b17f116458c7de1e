import { Tooltip, UnstyledButton } from "@mantine/core";
import {
  IconArrowsMove,
  IconEyeOff,
  IconMicrophoneOff,
  IconPictureInPicture,
  IconPin,
  IconPinnedOff,
  IconWifiOff,
} from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { type CSSProperties, memo, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { shallow } from "zustand/shallow";

import { avatarColor, initialsOf } from "../../ui/initials";
import { LabelledIcon } from "../../ui/LabelledIcon";
import { Contributions } from "../Contributions";
import { LevelDots, useLocal, useMedia, useSpeaking } from "../features/media/public";
import { GuestMark, selectIsYou, selectPerson } from "../features/people/public";
import type { PeerPath, Remote } from "../media/engine";
import { useStream } from "../media/useStream";
import type { Person } from "../protocol.generated";
import { useRoom, useView, useViewState } from "../roomContext";
import type { Item } from "./arrangement";
import { cornerByKey, nextCorner } from "./floating";
import { fitRatio, type Rect } from "./layout";
import { placeStyle } from "./placeStyle";
import type { TileLook } from "./stageView";
import { ShownTile } from "./ShownTile";
import styles from "./Tile.module.css";
import { type FocusThrough, useFocusThrough } from "./useFocusThrough";
import { runsRightToLeft, useMovable } from "./useMovable";

export interface TileProps {
  item: Item;
  look: TileLook;
  rect: Rect;
}

/** A picture on the stage. Drawn again only when its own person, stream or place changes. */
export const Tile = memo(function Tile(props: TileProps) {
  if (props.item.kind === "shown") return <ShownTile look={props.look} rect={props.rect} />;
  return props.item.kind === "screen" ? <ScreenTile {...props} /> : <PersonTile {...props} />;
}, sameTile);

function sameTile(before: TileProps, after: TileProps): boolean {
  const { item, rect, ...others } = before;
  const { item: nextItem, rect: nextRect, ...nextOthers } = after;
  return shallow(item, nextItem) && shallow(rect, nextRect) && shallow(others, nextOthers);
}

function ScreenTile({ item, look, rect }: TileProps) {
  const { t } = useTranslation("room");
  const name = useRoom((room) => selectPerson(item.personId)(room)?.name ?? "");
  const stream = useMedia(({ remotes }) => remotes.get(item.personId)?.screen ?? null);
  const label = t("stage.screenOf", { name });
  const video = useStream<HTMLVideoElement>(stream);
  const [ratio, setRatio] = useState<number | null>(null);
  return (
    <figure className={styles.tile} aria-label={label} data-screen style={placeStyle(shapedRect(rect, look, ratio))}>
      <video
        ref={video}
        autoPlay
        playsInline
        muted
        onResize={({ currentTarget }) => setRatio(ratioOf(currentTarget))}
      />
      <TileActions name={label} itemKey={item.key} video={video} />
      {/* Of the large one the line above the stage says the name: nothing covers what is shown. */}
      {look !== "focus" && (
        <figcaption className={styles.caption}>
          <span className={styles.name} dir="auto">
            {label}
          </span>
        </figcaption>
      )}
    </figure>
  );
}

/** The floating picture is small, and nobody else floats. */
const ownName = (name: string, look: TileLook, t: TFunction): string =>
  look === "floating" ? t("chat.you") : t("stage.you", { name });

/** Width to height of a video; null before its first frame. */
const ratioOf = ({ videoWidth, videoHeight }: HTMLVideoElement): number | null =>
  videoWidth > 0 && videoHeight > 0 ? videoWidth / videoHeight : null;

/** The place of a tile: a large one has the shape of its picture. */
const shapedRect = (rect: Rect, look: TileLook, ratio: number | null): Rect =>
  look === "focus" && ratio !== null ? fitRatio(rect, ratio) : rect;

function PersonTile({ item, look, rect }: TileProps) {
  const { personId } = item;
  const { t } = useTranslation("room");
  const person = useRoom(selectPerson(personId));
  const you = useRoom(selectIsYou(personId));
  const remote = useMedia(({ remotes }) => remotes.get(personId) ?? null);
  const stream = usePicture(person, remote, you);
  const speaking = useSpeaking(personId, you);
  const video = useStream<HTMLVideoElement>(stream);
  const [ratio, setRatio] = useState<number | null>(null);
  const view = useView();
  const movable = useMovable((corner) => view.setOwnCorner(corner));
  useFirstFrameMark(video, !you && stream !== null);
  // Who looks at one's own face is used to a mirror; a page that is held before the other camera is read.
  const mirrored = useLocal(({ facing }) => you && facing !== "environment");
  const ownMicrophone = useLocal(({ microphone }) => you && microphone.on);
  if (!person) return null;
  const muted = you ? !ownMicrophone : !person.microphone;
  // A picture that stands upright is never cut to one that lies.
  const whole = look === "focus" || (ratio !== null && ratio < 1 && rect.width > rect.height);
  return (
    <figure
      className={styles.tile}
      aria-label={person.name}
      data-speaking={(speaking && person.microphone) || undefined}
      data-away={!person.connected || undefined}
      data-look={look}
      style={placeStyle(shapedRect(rect, look, stream && ratio))}
      {...(look === "floating" ? movable : {})}
    >
      <video
        ref={video}
        autoPlay
        playsInline
        muted
        hidden={!stream}
        data-mirrored={mirrored || undefined}
        data-whole={whole || undefined}
        onResize={({ currentTarget }) => setRatio(ratioOf(currentTarget))}
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
        video={video}
        pip={stream !== null}
        own={you}
        floating={look === "floating"}
      />
      <Contributions place="tileOverlays" personId={personId} />
      <figcaption className={styles.caption}>
        {muted ? (
          <LabelledIcon label={t("stage.muted")} className={styles.mutedMark}>
            <IconMicrophoneOff size={16} stroke={2} />
          </LabelledIcon>
        ) : (
          <LevelDots personId={personId} you={you} />
        )}
        <span className={styles.name} dir="auto">
          {you ? ownName(person.name, look, t) : person.name}
        </span>
        {person.guest && <GuestMark onPicture />}
      </figcaption>
    </figure>
  );
}

/** The stream to show, null where there is no picture at the moment. */
function usePicture(person: Person | null, remote: Remote | null, you: boolean) {
  const track = useLocal(({ camera }) => (you && camera.on ? camera.track : null));
  const own = useMemo(() => track && new MediaStream([track]), [track]);
  if (you) return own;
  const arrives = remote?.path.state === "connected" || remote?.path.state === "weak";
  return remote && person?.camera && arrives ? remote.camera : null;
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
  if (path.state === "weak") return <p className={styles.note}>{t(WEAK_TEXTS[path.cause], { name })}</p>;
  const { title, help } = FAILED_TEXTS[path.cause];
  return (
    <div className={styles.trouble} role="status">
      <IconWifiOff size={20} stroke={1.75} aria-hidden="true" />
      <strong>{t(title, { name })}</strong>
      <span>{t(help, { name })}</span>
    </div>
  );
}

const WEAK_TEXTS = {
  yours: "stage.linkWeakYours",
  theirs: "stage.linkWeakTheirs",
  unknown: "stage.linkWeak",
} as const;
const FAILED_TEXTS = {
  path: { title: "stage.linkPath", help: "stage.linkPathHelp" },
  broken: { title: "stage.linkBroken", help: "stage.linkBrokenHelp" },
  silent: { title: "stage.linkSilent", help: "stage.linkSilentHelp" },
  offline: { title: "stage.linkOffline", help: "stage.linkOfflineHelp" },
} as const;

interface ActionsProps {
  name: string;
  itemKey: string;
  video: React.RefObject<HTMLVideoElement | null>;
  pip?: boolean;
  /** One's own picture. */
  own?: boolean;
  floating?: boolean;
}

function TileActions({ name, itemKey, video, pip = true, own = false, floating = false }: ActionsProps) {
  const { t } = useTranslation("room");
  const view = useView();
  const pinned = useViewState(({ pinned }) => pinned === itemKey);
  const busy = useRef(false);
  // One's own picture floats when it is pinned no more: the one button takes the place of the other.
  const focus = useFocusThrough<HTMLButtonElement>(floating);
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
      {floating ? (
        <MoveButton focus={focus} />
      ) : (
        <Tooltip label={pinLabel}>
          <UnstyledButton
            {...focus}
            aria-label={pinLabel}
            aria-pressed={pinned}
            onClick={() => view.pin(pinned ? null : itemKey)}
          >
            {pinned ? <IconPinnedOff size={18} stroke={1.75} /> : <IconPin size={18} stroke={1.75} />}
          </UnstyledButton>
        </Tooltip>
      )}
      {own && <HideButton />}
      {pip && !floating && document.pictureInPictureEnabled && (
        <Tooltip label={pipLabel}>
          <UnstyledButton aria-label={pipLabel} onClick={() => void showSmall()}>
            <IconPictureInPicture size={18} stroke={1.75} />
          </UnstyledButton>
        </Tooltip>
      )}
    </div>
  );
}

/** Moves one's own picture: to the next corner by a click, and where the arrow keys point. */
function MoveButton({ focus }: { focus: FocusThrough<HTMLButtonElement> }) {
  const { t } = useTranslation("room");
  const view = useView();
  const corner = useViewState(({ ownCorner }) => ownCorner);
  return (
    <Tooltip label={t("stage.moveOwn")}>
      <UnstyledButton
        {...focus}
        aria-label={t("stage.moveOwn")}
        aria-keyshortcuts="ArrowUp ArrowDown ArrowLeft ArrowRight"
        onClick={() => view.setOwnCorner(nextCorner(corner))}
        onKeyDown={(event) => {
          const next = cornerByKey(corner, event.key, runsRightToLeft(event.currentTarget));
          if (!next) return;
          event.preventDefault();
          view.setOwnCorner(next);
        }}
      >
        <IconArrowsMove size={18} stroke={1.75} />
      </UnstyledButton>
    </Tooltip>
  );
}

/** Hides one's own picture from oneself. */
function HideButton() {
  const { t } = useTranslation("room");
  const view = useView();
  return (
    <Tooltip label={t("stage.hideOwn")}>
      <UnstyledButton aria-label={t("stage.hideOwn")} onClick={() => view.setOwnHidden(true)}>
        <IconEyeOff size={18} stroke={1.75} />
      </UnstyledButton>
    </Tooltip>
  );
}
