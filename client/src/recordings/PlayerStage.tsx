import { IconHandStop } from "@tabler/icons-react";
import { memo, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { shallow } from "zustand/shallow";
import { useStoreWithEqualityFn } from "zustand/traditional";

import type { Timeline, TimelineTrack } from "../api/client";
import { EMOJI } from "../ui/emoji";
import { avatarColor, initialsOf } from "../ui/initials";
import type { MasterClock } from "./masterClock";
import styles from "./PlayerStage.module.css";
import { Shown } from "./Shown";
import { handsAt, isPicture, peopleAt, pieceAt, reactionAt, shownAt, speakersAt } from "./timeline";

interface Props {
  timeline: Timeline;
  partUrl: string;
  clock: MasterClock;
  subtitles: string;
}

/** A shared screen or what was shown large, with people in a strip beside it; else people alone. */
export function PlayerStage({ timeline, partUrl, clock, subtitles }: Props) {
  const { tracks, people, events } = timeline;
  const names = useMemo(() => new Map(people.map(({ id, name }) => [id, name])), [people]);
  const screens = tracks.filter(({ kind }) => kind === "screen");
  const sounds = tracks.filter((track) => !isPicture(track));
  const screen = useStore(clock.state, ({ time }) => screens.find(({ pieces }) => pieceAt(pieces, time))?.id ?? null);
  const shown = useStore(clock.state, ({ time }) => shownAt(events, time));
  const inside = useStoreWithEqualityFn(clock.state, ({ time }) => peopleAt(timeline, time), shallow);
  const speaking = useStoreWithEqualityFn(clock.state, ({ time }) => [...speakersAt(events, time)], shallow);
  const hands = useStoreWithEqualityFn(clock.state, ({ time }) => [...handsAt(events, time)], shallow);
  const presents = screen !== null || shown !== null;
  return (
    <div className={styles.stage} data-presents={presents || undefined}>
      <div className={styles.shown} hidden={!presents}>
        {screens.map((track) => (
          <Screen key={track.id} track={track} name={names.get(track.person) ?? ""} {...{ partUrl, clock }} />
        ))}
        {screen === null && shown !== null ? <Shown event={shown} partUrl={partUrl} clock={clock} /> : null}
      </div>
      <ul className={styles.people} data-count={Math.min(inside.length, 9)}>
        {people.map(({ id, name }) => (
          <PersonTile
            key={id}
            id={id}
            name={name}
            inside={inside.includes(id)}
            speaking={speaking.includes(id)}
            hand={hands.includes(id)}
            timeline={timeline}
            partUrl={partUrl}
            clock={clock}
          />
        ))}
      </ul>
      {sounds.map((track) => (
        <Sound key={track.id} track={track} partUrl={partUrl} clock={clock} />
      ))}
      {subtitles ? (
        <p className={styles.subtitles}>
          <span dir="auto">{subtitles}</span>
        </p>
      ) : null}
    </div>
  );
}

interface TrackProps {
  track: TimelineTrack;
  partUrl: string;
  clock: MasterClock;
}

function useFollowing<Element extends HTMLMediaElement>({ track, clock }: TrackProps) {
  const element = useRef<Element>(null);
  useEffect(
    () => (element.current ? clock.follow(element.current, track.pieces, track.kind === "microphone") : undefined),
    [clock, track],
  );
  return element;
}

const useIsOn = ({ track, clock }: TrackProps) =>
  useStore(clock.state, ({ time }) => pieceAt(track.pieces, time) !== null);

function Sound(props: TrackProps) {
  const audio = useFollowing<HTMLAudioElement>(props);
  return <audio ref={audio} src={props.partUrl + props.track.id} preload="auto" />;
}

function Screen({ name, ...props }: TrackProps & { name: string }) {
  const { t } = useTranslation("recordings");
  const video = useFollowing<HTMLVideoElement>(props);
  const label = t("screenOf", { name });
  return (
    <figure className={styles.screen} aria-label={label} hidden={!useIsOn(props)}>
      <video ref={video} src={props.partUrl + props.track.id} muted playsInline preload="auto" />
      <figcaption>{label}</figcaption>
    </figure>
  );
}

interface PersonProps {
  id: string;
  name: string;
  inside: boolean;
  speaking: boolean;
  /** It is raised. */
  hand: boolean;
  timeline: Timeline;
  partUrl: string;
  clock: MasterClock;
}

const PersonTile = memo(function PersonTile({ id, name, inside, speaking, hand, ...rest }: PersonProps) {
  const { t } = useTranslation("room");
  const { timeline, partUrl, clock } = rest;
  const { tracks, events } = timeline;
  const reaction = useStore(clock.state, ({ time }) => reactionAt(events, id, time));
  const cameras = tracks.filter(({ kind, person }) => kind === "camera" && person === id);
  return (
    <li className={styles.person} hidden={!inside} data-speaking={speaking || undefined}>
      <figure aria-label={name}>
        <span className={styles.initials} style={{ background: avatarColor(id) }} aria-hidden="true">
          {initialsOf(name)}
        </span>
        {cameras.map((track) => (
          <Camera key={track.id} track={track} partUrl={partUrl} clock={clock} />
        ))}
        {reaction ? (
          <span className={styles.reaction} role="img" aria-label={t(`reactions.from_${reaction}`, { name })}>
            {EMOJI[reaction]}
          </span>
        ) : null}
        {hand ? (
          <span className={styles.hand} role="img" aria-label={t("stage.hand")} title={t("stage.hand")}>
            <IconHandStop size={18} stroke={1.75} aria-hidden="true" />
          </span>
        ) : null}
        <figcaption dir="auto">{name}</figcaption>
      </figure>
    </li>
  );
});

function Camera(props: TrackProps) {
  const video = useFollowing<HTMLVideoElement>(props);
  return (
    <video ref={video} src={props.partUrl + props.track.id} muted playsInline preload="auto" hidden={!useIsOn(props)} />
  );
}
