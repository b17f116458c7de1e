/** Sound and picture of one stay: what is sent, whether it may be, who is heard. */

import { createStore } from "zustand/vanilla";

import { defineService, type FeatureService, type Session } from "../../feature";
import type { LocalTracks, MediaEngine } from "../../media/engine";
import { amplitudeOf, Meter } from "../../media/level";
import type { Input, LocalState } from "../../media/local";
import { Mesh } from "../../media/mesh/mesh";
import { nextSpeakers, NOBODY, type Speakers, SPEAKING, SILENCE, type Voices, voicesOf } from "../../media/speaker";
import type { Peers, SignalFrom } from "../../protocol.generated";
import { tellDeviceNews } from "./deviceNews";
import { loadMorePeople, selectPerson, selectYou, selectYourId } from "../people/public";
import { selectMay } from "../rights/public";
import { changesOf, type Flags, flagsOf, SILENT } from "../../media/flags";

const LEVEL_INTERVAL = 200;
/** After a word about this person, or of their own, so long until what all see is compared with what is sent. */
const COMPARE_DELAY = 400;
/** What did not help is tried again after twice as long, but not more rarely than this. */
const LONGEST_COMPARE_DELAY = 10_000;
const SOURCES = ["microphone", "camera", "screen"] as const;
/** So long after a return the page waits for `peers`, before which comes all that it missed. */
const CATCH_UP_TIMEOUT = 2_000;

export class RoomMedia implements FeatureService {
  readonly engine: MediaEngine;
  /** The others: who has the stage and who speaks. */
  readonly speakers = createStore<Speakers>(() => NOBODY);
  readonly selfSpeaking = createStore<boolean>(() => false);
  /** How loud everybody is who is heard. */
  readonly voices = createStore<Voices>(() => SILENCE);

  /** What this page has said that it sends. */
  private announcedFlags: Flags = SILENT;
  /** What the page entered with; null once it is compared with what the server made of it. */
  private enteredWith: Flags | null = null;
  /** Whether the page knows all that happened while it was away. It says nothing about itself before. */
  private caughtUp = true;
  private catchUpTimer: ReturnType<typeof setTimeout> | undefined;
  private compareTimer: ReturnType<typeof setTimeout> | undefined;
  private compareDelay = COMPARE_DELAY;
  private sentTracks: LocalTracks | null = null;
  private meter: { of: MediaStreamTrack; meter: Meter } | null = null;
  private levelTimer: ReturnType<typeof setInterval> | undefined;
  /** Another's mute is being carried out: nothing flows that would be announced. */
  private muting = false;
  /** The devices start again after a pause: what they send is announced when all are there. */
  private resuming = false;
  /** What was on when another tab took sound and picture, or the slot was lost. */
  private pausedInputs: Record<Input, boolean> | null = null;
  /** Another tab has sent meanwhile, so that the server knows better what was on in the end. */
  private otherTabSent = false;
  private unsubscribe: (() => void)[] = [];

  constructor(private readonly session: Session) {
    this.engine = new Mesh((command) => void session.post(command));
  }

  start(): void {
    const { local, room, status } = this.session;
    this.unsubscribe = [
      local.state.subscribe(() => this.syncLocal()),
      tellDeviceNews(this.session),
      room.subscribe(() => {
        this.loadUnknownPeers();
        this.keepToRights();
      }),
      status.subscribe((now) => {
        if (now === "reconnecting") this.handleLoss();
        if (now === "online") this.handleReturn();
      }),
    ];
    this.syncLocal();
    this.levelTimer = setInterval(() => this.measureLevels(), LEVEL_INTERVAL);
  }

  stop(): void {
    clearInterval(this.levelTimer);
    clearTimeout(this.catchUpTimer);
    clearTimeout(this.compareTimer);
    for (const end of this.unsubscribe) end();
    this.meter?.meter.close();
    this.engine.stop();
  }

  hello(): Flags {
    const flags = this.flags();
    if (this.session.room.getState().peerId !== null) return flags;
    // A microphone that starts at this moment counts: the server says whether it may.
    const entering = { ...flags, microphone: this.session.local.wanted.microphone };
    this.enteredWith = this.announcedFlags = entering;
    return entering;
  }

  receive(message: Peers | SignalFrom): void {
    const room = this.session.room.getState();
    const yourId = selectYourId(room);
    if (room.peerId === null || yourId === null) return;
    if (message.type !== "peers") {
      this.engine.receive(message, room.peerId, yourId);
      return;
    }
    const isFirst = this.enteredWith !== null || !this.caughtUp;
    this.applySlot(message);
    this.engine.receive(message, room.peerId, yourId);
    if (isFirst) this.catchUp();
  }

  /**
   * A snapshot came. Where the page was inside before, events may be missing between: a mute is one that counts. Whether
   * the page's own last word arrived before is unknown, so a microphone of which it has said that it is on counts too.
   */
  receiveSnapshot(before: Flags | null): void {
    if (before === null || this.pausedInputs !== null) return;
    const wasOn = before.microphone || this.announcedFlags.microphone;
    this.enteredWith = { ...SILENT, microphone: wasOn && this.session.local.wanted.microphone };
  }

  /** Another person stopped what this one sends. False where it was off already, and not about to be on. */
  stopByOther(source: keyof Flags): boolean {
    if (source === "microphone") return this.muteByOther();
    const { local } = this.session;
    if (source === "camera" && this.pausedInputs !== null) this.pausedInputs = { ...this.pausedInputs, camera: false };
    const wasOn = source === "camera" ? local.wanted.camera : local.state.getState().screen !== null;
    if (!wasOn) return false;
    this.announcedFlags = { ...this.announcedFlags, [source]: false };
    if (source === "camera") void local.turnOff("camera");
    else local.stopScreen();
    return true;
  }

  /** What this person may not send any more ends here; the server has told the others already. */
  private keepToRights(): void {
    const room = this.session.room.getState();
    for (const source of SOURCES) if (!selectMay(source)(room)) this.stopByOther(source);
  }

  private muteByOther(): boolean {
    if (this.pausedInputs !== null) this.pausedInputs = { ...this.pausedInputs, microphone: false };
    if (this.enteredWith !== null) this.enteredWith = { ...this.enteredWith, microphone: false };
    if (!this.session.local.wanted.microphone) return false;
    this.announcedFlags = { ...this.announcedFlags, microphone: false };
    this.muting = true;
    void this.session.local.turnOff("microphone").then(() => {
      this.muting = false;
      this.syncLocal();
    });
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

  /**
   * Without a slot of the mesh nothing is sent, so the devices are released; with one again they are as they were, but
   * where another tab sent meanwhile no more is on than in the end there.
   */
  private applySlot({ place, reason }: Peers): void {
    const { local } = this.session;
    const entered = this.enteredWith;
    this.enteredWith = null;
    if (!place) {
      this.otherTabSent ||= reason === "other_tab";
      if (this.pausedInputs !== null) return;
      this.pausedInputs = local.wanted;
      // Back with a snapshot, which does not tell a mute from the loss of the slot: it is taken for a mute.
      if (!this.caughtUp && entered?.microphone === true) this.pausedInputs.microphone = false;
      void local.silence();
    } else if (this.pausedInputs !== null) {
      const before = this.pausedInputs;
      const seen = this.otherTabSent ? this.seenByAll() : null;
      this.pausedInputs = null;
      this.otherTabSent = false;
      this.announcedFlags = this.seenByAll() ?? SILENT;
      const wanted = {
        microphone: before.microphone && (seen?.microphone ?? true),
        camera: before.camera && (seen?.camera ?? true),
      };
      this.resuming = true;
      void local.resume(wanted).then(() => {
        this.resuming = false;
        this.syncLocal();
      });
      this.compareSoon();
      this.session.notify({ tone: "shown", text: "notice.place" });
    } else {
      // Somebody muted this person before, or while the page was away; the same with the camera.
      const seen = this.seenByAll();
      if (entered?.camera === true && seen?.camera === false && this.stopByOther("camera")) {
        this.session.notify({ tone: "shown", text: "notice.cameraStillOff" });
      }
      if (entered?.microphone === true && seen?.microphone === false && this.muteByOther()) {
        this.session.notify({ tone: "shown", text: "notice.stillMuted" });
      }
    }
  }

  private flags(): Flags {
    const { microphone, camera, screen } = this.session.local.state.getState();
    return { microphone: microphone.on && !this.muting, camera: camera.on, screen: screen !== null };
  }

  /** What everybody is told that this person sends. */
  private seenByAll(): Flags | null {
    const you = selectYou(this.session.room.getState());
    return you === null ? null : flagsOf(you);
  }

  private handleLoss(): void {
    this.engine.connectionLost();
    this.caughtUp = false;
    clearTimeout(this.catchUpTimer);
  }

  private handleReturn(): void {
    if (this.caughtUp) return;
    clearTimeout(this.catchUpTimer);
    this.catchUpTimer = setTimeout(() => this.catchUp(), CATCH_UP_TIMEOUT);
  }

  /** All that was missed is known: what this person did meanwhile is said. */
  private catchUp(): void {
    clearTimeout(this.catchUpTimer);
    this.caughtUp = true;
    if (this.resuming || this.session.local.state.getState().microphone.starting) this.compareSoon();
    else this.repair();
  }

  /** What everybody sees is about to be compared with what is sent. */
  compareSoon(): void {
    this.compareDelay = COMPARE_DELAY;
    this.compareLater();
  }

  private compareLater(): void {
    this.compareTimer ??= setTimeout(() => {
      this.compareTimer = undefined;
      if (!this.repair()) return;
      this.compareDelay = Math.min(LONGEST_COMPARE_DELAY, 2 * this.compareDelay);
      this.compareLater();
    }, this.compareDelay);
  }

  /**
   * Says what everybody sees wrongly; true where that was something. A mute by another was carried out when it came, so
   * this never undoes one.
   */
  private repair(): boolean {
    const seen = this.seenByAll();
    if (seen === null || this.pausedInputs !== null || !this.caughtUp) return false;
    const now = this.flags();
    const wrong = changesOf(now, seen);
    if (wrong === null) return false;
    if (this.session.post({ type: "setMedia", ...wrong })) this.announcedFlags = now;
    return true;
  }

  private syncLocal(): void {
    this.keepToRights();
    this.passTracks(this.session.local.state.getState());
    const now = this.flags();
    // A tab without a slot announces nothing about its person: another tab may be speaking. In the lobby nobody sees
    // anything yet; what is different then is said on entering.
    const changed = changesOf(now, this.announcedFlags);
    if (this.pausedInputs !== null || this.resuming || !this.caughtUp) return;
    if (changed === null || this.seenByAll() === null) return;
    if (!this.session.post({ type: "setMedia", ...changed })) return;
    this.announcedFlags = now;
    this.compareSoon();
  }

  private passTracks({ microphone }: LocalState): void {
    const tracks = this.session.local.tracks();
    if (this.sentTracks === null || differs(tracks, this.sentTracks)) this.engine.setLocal(tracks);
    this.sentTracks = tracks;
    const heard = microphone.on ? microphone.track : null;
    if ((this.meter?.of ?? null) !== heard) {
      this.meter?.meter.close();
      this.meter = heard && { of: heard, meter: new Meter(heard) };
    }
  }

  private measureLevels(): void {
    const levels = this.engine.levels();
    this.speakers.setState(nextSpeakers(this.speakers.getState(), levels, Date.now()));
    const own = this.meter ? amplitudeOf(this.meter.meter.read()) : 0;
    this.selfSpeaking.setState(own >= SPEAKING);
    this.voices.setState(voicesOf(own, levels));
  }
}

function differs<Shape extends object>(one: Shape, other: Shape): boolean {
  return (Object.keys(one) as (keyof Shape)[]).some((key) => one[key] !== other[key]);
}

export const roomMedia = defineService("media", (session) => new RoomMedia(session));
