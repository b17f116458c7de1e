/** Sound and picture of one stay: what is sent, whether it may be, who is heard. */

import { createStore } from "zustand/vanilla";

import { defineService, type FeatureService, type Session } from "../../feature";
import type { LocalTracks, MediaEngine } from "../../media/engine";
import { Meter } from "../../media/level";
import type { LocalState } from "../../media/local";
import { Mesh } from "../../media/mesh/mesh";
import { nextSpeakers, NOBODY, type Speakers, SPEAKING } from "../../media/speaker";
import type { Peers, SignalFrom } from "../../protocol.generated";
import { loadMorePeople, selectPerson, selectYourId } from "../people/public";

type Flags = Record<"microphone" | "camera" | "screen", boolean>;

const LEVEL_INTERVAL = 200;

export class RoomMedia implements FeatureService {
  readonly engine: MediaEngine;
  /** The others: who has the stage and who speaks. */
  readonly speakers = createStore<Speakers>(() => NOBODY);
  readonly selfSpeaking = createStore<boolean>(() => false);

  private announcedFlags: Flags = { microphone: false, camera: false, screen: false };
  private sentTracks: LocalTracks | null = null;
  private meter: { of: MediaStreamTrack; meter: Meter } | null = null;
  private levelTimer: ReturnType<typeof setInterval> | undefined;
  /** What was on when another tab took sound and picture, or the slot was lost. */
  private pausedFlags: Flags | null = null;
  private unsubscribe: (() => void)[] = [];

  constructor(private readonly session: Session) {
    this.engine = new Mesh((command) => void session.post(command));
  }

  start(): void {
    const { local, room, status } = this.session;
    this.unsubscribe = [
      local.state.subscribe(() => this.syncLocal()),
      room.subscribe(() => this.loadUnknownPeers()),
      status.subscribe((now) => {
        if (now === "reconnecting") this.engine.connectionLost();
        // What was switched while there was no connection.
        if (now === "online") this.syncLocal();
      }),
    ];
    this.syncLocal();
    this.levelTimer = setInterval(() => this.measureLevels(), LEVEL_INTERVAL);
  }

  stop(): void {
    clearInterval(this.levelTimer);
    for (const end of this.unsubscribe) end();
    this.meter?.meter.close();
    this.engine.stop();
  }

  hello(): Flags {
    this.announcedFlags = this.flags();
    return this.announcedFlags;
  }

  receive(message: Peers | SignalFrom): void {
    const room = this.session.room.getState();
    const yourId = selectYourId(room);
    if (room.peerId === null || yourId === null) return;
    if (message.type === "peers") this.applySlot(message);
    this.engine.receive(message, room.peerId, yourId);
  }

  /** Another person muted this one. False where the microphone was off already. */
  muteByOther(): boolean {
    if (!this.session.local.state.getState().microphone.on) return false;
    this.announcedFlags = { ...this.announcedFlags, microphone: false };
    void this.session.local.mute();
    return true;
  }

  async toggleScreen(): Promise<void> {
    const { local } = this.session;
    if (local.state.getState().screen) local.stopScreen();
    else await local.startScreen();
  }

  /** Those whose picture is shown must be known by name, on whatever page of the list they are. */
  private loadUnknownPeers(): void {
    const room = this.session.room.getState();
    const shown = [...this.engine.state.getState().remotes.keys()];
    if (shown.some((id) => selectPerson(id)(room) === null)) loadMorePeople(this.session);
  }

  /** Without a slot of the mesh nothing is sent, so the devices are released; with one again they are as they were. */
  private applySlot({ place }: Peers): void {
    const { local } = this.session;
    if (!place && this.pausedFlags === null) {
      this.pausedFlags = this.flags();
      void local.silence();
    } else if (place && this.pausedFlags !== null) {
      const before = this.pausedFlags;
      this.pausedFlags = null;
      void local.resume(before);
      this.session.notify({ tone: "shown", text: "notice.place" });
    }
  }

  private flags(): Flags {
    const { microphone, camera, screen } = this.session.local.state.getState();
    return { microphone: microphone.on, camera: camera.on, screen: screen !== null };
  }

  private syncLocal(): void {
    this.passTracks(this.session.local.state.getState());
    const now = this.flags();
    // A tab without a slot announces nothing about its person: another tab may be speaking.
    if (this.pausedFlags !== null || !differs(now, this.announcedFlags)) return;
    if (this.session.post({ type: "setMedia", ...now })) this.announcedFlags = now;
  }

  private passTracks({ microphone }: LocalState): void {
    const tracks = this.session.local.tracks();
    if (this.sentTracks === null || differs(tracks, this.sentTracks)) this.engine.setLocal(tracks);
    this.sentTracks = tracks;
    if (this.meter?.of !== microphone.track) {
      this.meter?.meter.close();
      this.meter = microphone.track ? { of: microphone.track, meter: new Meter(microphone.track) } : null;
    }
  }

  private measureLevels(): void {
    this.speakers.setState(nextSpeakers(this.speakers.getState(), this.engine.levels(), Date.now()));
    const level = this.meter?.meter.read() ?? 0;
    const on = this.session.local.state.getState().microphone.on;
    // The meter is on the scale of hearing, the levels of the others are linear.
    this.selfSpeaking.setState(on && 10 ** (3 * (level - 1)) >= SPEAKING);
  }
}

function differs<Shape extends object>(one: Shape, other: Shape): boolean {
  return (Object.keys(one) as (keyof Shape)[]).some((key) => one[key] !== other[key]);
}

export const roomMedia = defineService("media", (session) => new RoomMedia(session));
