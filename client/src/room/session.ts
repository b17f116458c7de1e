/** One stay in a meeting: ties the room socket, the state of the room, the own devices and the media together. */

import { createStore } from "zustand/vanilla";

import { type CommandBody, ConnectionLost, type ConnectionStatus, Refusal, RoomConnection } from "./connection";
import type { LocalTracks, MediaEngine } from "./media/engine";
import { Meter } from "./media/level";
import type { LocalMedia, LocalState } from "./media/local";
import { Mesh } from "./media/mesh/mesh";
import { nextSpeakers, NOBODY, type Speakers, SPEAKING } from "./media/speaker";
import type { AnyEvent, AnyServerMessage, Closing, Peers, Person, Waiting } from "./protocol.generated";
import { isModerator } from "./store/peopleSlice";
import { EMPTY_ROOM, freshEvents, reduce, type RoomState, type StateMessage } from "./store/roomState";

/** Something that a participant is shown in passing. */
export type RoomNotice =
  | { kind: "mutedBy"; name: string }
  | { kind: "slotRegained" }
  | { kind: "role"; role: Person["role"] }
  | { kind: "entered" | "left" | "lost" | "hand"; name: string }
  | { kind: "waiting"; waiting: Waiting }
  | { kind: "refused"; message: string }
  | { kind: "offline" };

export type CloseReason = Closing["reason"];

export interface SessionOptions {
  token: string;
  local: LocalMedia;
  onClosed: (ending: CloseReason, message: string) => void;
}

type Flags = Record<"microphone" | "camera" | "screen", boolean>;

const LEVEL_INTERVAL = 200;
/** Leaving does not wait longer for a server that does not answer. */
const LEAVE_TIMEOUT = 1_500;
/** So long a command waits for a lost connection. */
const COMMAND_TIMEOUT = 12_000;

export class RoomSession {
  readonly room = createStore<RoomState>(() => EMPTY_ROOM);
  readonly status = createStore<ConnectionStatus>(() => "connecting");
  /** The others: who has the stage and who speaks. */
  readonly speakers = createStore<Speakers>(() => NOBODY);
  readonly selfSpeaking = createStore<boolean>(() => false);
  readonly media: MediaEngine;
  readonly local: LocalMedia;

  private readonly connection: RoomConnection;
  private announcedFlags: Flags = { microphone: false, camera: false, screen: false };
  private sentTracks: LocalTracks | null = null;
  private meter: { of: MediaStreamTrack; meter: Meter } | null = null;
  private levelTimer: ReturnType<typeof setInterval> | undefined;
  /** What was on when another tab took sound and picture, or the slot was lost. */
  private pausedFlags: Flags | null = null;
  private unsubscribeLocal: () => void = () => undefined;
  private closed = false;
  private readonly listeners = new Set<(notice: RoomNotice) => void>();

  constructor(private readonly options: SessionOptions) {
    this.local = options.local;
    this.media = new Mesh((command) => void this.connection.post(command));
    this.connection = new RoomConnection({
      url: socketAddress(),
      hello: () => this.hello(),
      onMessage: (message) => this.receive(message),
      onStatus: (status) => this.applyStatus(status),
      onClosed: (closing) => this.close(closing.reason, closing.message),
    });
  }

  start(): void {
    this.unsubscribeLocal = this.local.state.subscribe(() => this.syncLocal());
    this.syncLocal();
    this.levelTimer = setInterval(() => this.measureLevels(), LEVEL_INTERVAL);
    this.connection.start();
  }

  /** Calls the listener with every notice; returns the function that ends it. */
  onNotice(listener: (notice: RoomNotice) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Leaves the meeting in all tabs of this person. */
  async leave(): Promise<void> {
    const patience = new Promise((resolve) => setTimeout(resolve, LEAVE_TIMEOUT));
    await Promise.race([this.connection.send({ type: "leave" }).catch(() => undefined), patience]);
    this.close("left", "");
  }

  /** Ends without a word: the page goes away. The server gives the person a grace to come back. */
  stop(): void {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.levelTimer);
    this.unsubscribeLocal();
    this.meter?.meter.close();
    this.media.stop();
    this.connection.stop();
  }

  /**
   * Carries out a command; where the connection is lost it waits for its return. Every command may be sent twice: it has one
   * result. Where it fails the person gets a notice. True where it was carried out.
   */
  async command(command: CommandBody): Promise<boolean> {
    while (await this.whenConnected()) {
      try {
        await this.connection.send(command);
        return true;
      } catch (error) {
        if (error instanceof ConnectionLost) continue;
        if (error instanceof Refusal) this.notify({ kind: "refused", message: error.message });
        return false;
      }
    }
    if (!this.closed) this.notify({ kind: "offline" });
    return false;
  }

  /** Resolves with true as soon as there is a connection, with false when the person has waited long enough. */
  private whenConnected(): Promise<boolean> {
    if (this.status.getState() === "online") return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (there: boolean) => {
        clearTimeout(timer);
        unwatch();
        resolve(there);
      };
      const timer = setTimeout(() => end(false), COMMAND_TIMEOUT);
      const unwatch = this.status.subscribe(() => {
        if (this.status.getState() === "online" || this.status.getState() === "closed")
          end(this.status.getState() === "online");
      });
    });
  }

  /** Asks for the next page of people, if there is one. */
  morePeople(): void {
    const { nextPeople } = this.room.getState();
    if (nextPeople !== null) this.connection.post({ type: "listPeople", after: nextPeople });
  }

  async toggleScreen(): Promise<void> {
    if (this.local.state.getState().screen) this.local.stopScreen();
    else await this.local.startScreen();
  }

  private hello() {
    const { seq, peerId } = this.room.getState();
    this.announcedFlags = this.flags();
    return { token: this.options.token, lastSeq: seq, peerId, ...this.announcedFlags };
  }

  private receive(message: AnyServerMessage): void {
    switch (message.type) {
      case "peers":
      case "signal": {
        const { peerId, you } = this.room.getState();
        if (peerId === null || you === null) return;
        if (message.type === "peers") this.applySlot(message);
        this.media.receive(message, peerId, you.id);
        return;
      }
      case "snapshot":
        // Also sent to a person whose role has changed: another role sees other things.
        this.announceRole(message.you.role);
        this.apply(message);
        return;
      case "resumed":
      case "inLobby":
      case "people":
        this.apply(message);
        return;
      case "events": {
        const before = this.room.getState();
        const fresh = freshEvents(before, message);
        this.apply(message);
        for (const event of fresh) this.announce(event, before);
      }
    }
  }

  private apply(message: StateMessage): void {
    this.room.setState(reduce(this.room.getState(), message, Date.now()));
    this.loadUnknownPeers();
  }

  /** Those whose picture is shown must be known by name, on whatever page of the list they are. */
  private loadUnknownPeers(): void {
    const { people, nextPeople } = this.room.getState();
    const unknown = [...this.media.state.getState().remotes.keys()].some((id) => !people.has(id));
    if (unknown && nextPeople !== null) this.morePeople();
  }

  private announce(event: AnyEvent, before: RoomState): void {
    const me = before.you;
    switch (event.type) {
      case "personEntered":
        if (event.person.id !== me?.id) this.notify({ kind: "entered", name: event.person.name });
        return;
      case "personLeft": {
        const name = before.people.get(event.personId)?.name;
        if (name !== undefined && event.personId !== me?.id) {
          this.notify({ kind: event.reason === "lost" ? "lost" : "left", name });
        }
        return;
      }
      case "personUpdated":
        if (event.person.id === me?.id) this.announceOwnChange(event, before);
        else if (event.person.hand !== null && before.people.get(event.person.id)?.hand === null && isModerator(me)) {
          this.notify({ kind: "hand", name: event.person.name });
        }
        return;
      case "waitingAdded":
        this.notify({ kind: "waiting", waiting: event.waiting });
    }
  }

  private announceRole(role: Person["role"]): void {
    const { you } = this.room.getState();
    if (you && you.role !== role) this.notify({ kind: "role", role });
  }

  private announceOwnChange({ person, by }: Extract<AnyEvent, { type: "personUpdated" }>, before: RoomState): void {
    if (person.role !== before.you?.role) this.notify({ kind: "role", role: person.role });
    const byOther = by !== null && by !== person.id;
    if (byOther && !person.microphone && this.local.state.getState().microphone.on) {
      this.announcedFlags = { ...this.announcedFlags, microphone: false };
      void this.local.mute();
      this.notify({ kind: "mutedBy", name: before.people.get(by)?.name ?? "" });
    }
  }

  /** Without a slot of the mesh nothing is sent, so the devices are released; with one again they are as they were. */
  private applySlot({ place }: Peers): void {
    if (!place && this.pausedFlags === null) {
      this.pausedFlags = this.flags();
      void this.local.silence();
    } else if (place && this.pausedFlags !== null) {
      const before = this.pausedFlags;
      this.pausedFlags = null;
      void this.local.resume(before);
      this.notify({ kind: "slotRegained" });
    }
  }

  private flags(): Flags {
    const { microphone, camera, screen } = this.local.state.getState();
    return { microphone: microphone.on, camera: camera.on, screen: screen !== null };
  }

  private syncLocal(): void {
    this.passTracks(this.local.state.getState());
    const now = this.flags();
    // A tab without a slot announces nothing about its person: another tab may be speaking.
    if (this.pausedFlags !== null || !differs(now, this.announcedFlags)) return;
    if (this.connection.post({ type: "setMedia", ...now })) this.announcedFlags = now;
  }

  private passTracks({ microphone }: LocalState): void {
    const tracks = this.local.tracks();
    if (this.sentTracks === null || differs(tracks, this.sentTracks)) this.media.setLocal(tracks);
    this.sentTracks = tracks;
    if (this.meter?.of !== microphone.track) {
      this.meter?.meter.close();
      this.meter = microphone.track ? { of: microphone.track, meter: new Meter(microphone.track) } : null;
    }
  }

  private applyStatus(status: ConnectionStatus): void {
    if (status === "reconnecting") this.media.connectionLost();
    this.status.setState(status);
    // What was switched while there was no connection.
    if (status === "online") this.syncLocal();
  }

  private measureLevels(): void {
    this.speakers.setState(nextSpeakers(this.speakers.getState(), this.media.levels(), Date.now()));
    const level = this.meter?.meter.read() ?? 0;
    // The meter is on the scale of hearing, the levels of the others are linear.
    this.selfSpeaking.setState(this.local.state.getState().microphone.on && 10 ** (3 * (level - 1)) >= SPEAKING);
  }

  private notify(notice: RoomNotice): void {
    for (const listener of this.listeners) listener(notice);
  }

  private close(ending: CloseReason, message: string): void {
    if (this.closed) return;
    this.stop();
    this.options.onClosed(ending, message);
  }
}

function differs<Shape extends object>(one: Shape, other: Shape): boolean {
  return (Object.keys(one) as (keyof Shape)[]).some((key) => one[key] !== other[key]);
}

function socketAddress(): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/api/v1/room`;
}
