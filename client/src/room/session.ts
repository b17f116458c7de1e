/** One stay in a meeting: ties the room socket, the state of the room, the own devices and the media together. */

import type { AnyEvent, AnyServerMessage, Closing, Peers, Person, Waiting } from "../generated/room";
import { Meter } from "../media/level";
import type { LocalMedia, LocalState } from "../media/local";
import type { LocalTracks, Media } from "../media/media";
import { Mesh } from "../media/mesh";
import { nextSpeakers, NOBODY, SPEAKING } from "../media/speaker";
import { Observable } from "../observable";
import { type CommandBody, type Line, LineLost, Refusal, RoomConnection } from "./connection";
import { EMPTY_ROOM, freshEvents, leads, reduce, type RoomState, type StateMessage } from "./store";

/** Something that a person inside is told in passing. */
export type Notice =
  | { kind: "mutedBy"; name: string }
  | { kind: "placeAgain" }
  | { kind: "role"; role: Person["role"] }
  | { kind: "entered" | "left" | "lost" | "hand"; name: string }
  | { kind: "waiting"; waiting: Waiting }
  | { kind: "refused"; message: string }
  | { kind: "offline" };

export type Ending = Closing["reason"];

export interface SessionOptions {
  token: string;
  local: LocalMedia;
  onClosed: (ending: Ending, message: string) => void;
}

type Flags = Record<"microphone" | "camera" | "screen", boolean>;

const LISTEN_EVERY = 200;
/** The person who leaves is not kept waiting for a server that does not answer. */
const LEAVE_PATIENCE = 1_500;
/** So long a command waits for a lost line. */
const COMMAND_PATIENCE = 12_000;

export class RoomSession {
  readonly room = new Observable(EMPTY_ROOM);
  readonly line = new Observable<Line>("connecting");
  /** The others: who has the stage and who speaks. */
  readonly speakers = new Observable(NOBODY);
  readonly speakingMyself = new Observable(false);
  readonly media: Media;
  readonly local: LocalMedia;

  private readonly connection: RoomConnection;
  private sent: Flags = { microphone: false, camera: false, screen: false };
  private sending: LocalTracks | null = null;
  private meter: { of: MediaStreamTrack; meter: Meter } | null = null;
  private listenTimer: ReturnType<typeof setInterval> | undefined;
  /** What was on when another tab took sound and picture, or the place was lost. */
  private setAside: Flags | null = null;
  private unwatch: () => void = () => undefined;
  private over = false;
  private readonly listeners = new Set<(notice: Notice) => void>();

  constructor(private readonly options: SessionOptions) {
    this.local = options.local;
    this.media = new Mesh((command) => void this.connection.post(command));
    this.connection = new RoomConnection({
      url: socketAddress(),
      hello: () => this.hello(),
      onMessage: (message) => this.hear(message),
      onLine: (line) => this.followLine(line),
      onClosed: (closing) => this.finish(closing.reason, closing.message),
    });
  }

  start(): void {
    this.unwatch = this.local.state.subscribe(() => this.followLocal());
    this.followLocal();
    this.listenTimer = setInterval(() => this.listen(), LISTEN_EVERY);
    this.connection.start();
  }

  /** Hears what the person is to be told in passing; returns the function that ends it. */
  onNotice(listener: (notice: Notice) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Leaves the meeting in all tabs of this person. */
  async leave(): Promise<void> {
    const patience = new Promise((resolve) => setTimeout(resolve, LEAVE_PATIENCE));
    await Promise.race([this.connection.send({ type: "leave" }).catch(() => undefined), patience]);
    this.finish("left", "");
  }

  /** Ends without a word: the page goes away. The server gives the person a grace to come back. */
  stop(): void {
    if (this.over) return;
    this.over = true;
    clearInterval(this.listenTimer);
    this.unwatch();
    this.meter?.meter.close();
    this.media.stop();
    this.connection.stop();
  }

  /**
   * Carries out a command; where the line is lost it waits for its return. Every command may be said twice: it has one
   * result. Where it fails the person is told. True where it was carried out.
   */
  async command(command: CommandBody): Promise<boolean> {
    while (await this.lineIsBack()) {
      try {
        await this.connection.send(command);
        return true;
      } catch (error) {
        if (error instanceof LineLost) continue;
        if (error instanceof Refusal) this.notify({ kind: "refused", message: error.message });
        return false;
      }
    }
    if (!this.over) this.notify({ kind: "offline" });
    return false;
  }

  /** Resolves with true as soon as there is a line, with false when the person has waited long enough. */
  private lineIsBack(): Promise<boolean> {
    if (this.line.value === "online") return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (there: boolean) => {
        clearTimeout(timer);
        unwatch();
        resolve(there);
      };
      const timer = setTimeout(() => end(false), COMMAND_PATIENCE);
      const unwatch = this.line.subscribe(() => {
        if (this.line.value === "online" || this.line.value === "closed") end(this.line.value === "online");
      });
    });
  }

  /** Asks for the next page of people, if there is one. */
  morePeople(): void {
    const { nextPeople } = this.room.value;
    if (nextPeople !== null) this.connection.post({ type: "listPeople", after: nextPeople });
  }

  async toggleScreen(): Promise<void> {
    if (this.local.state.value.screen) this.local.stopScreen();
    else await this.local.startScreen();
  }

  private hello() {
    const { seq, peerId } = this.room.value;
    this.sent = this.flags();
    return { token: this.options.token, lastSeq: seq, peerId, ...this.sent };
  }

  private hear(message: AnyServerMessage): void {
    switch (message.type) {
      case "peers":
      case "signal": {
        const { peerId, you } = this.room.value;
        if (peerId === null || you === null) return;
        if (message.type === "peers") this.followPlace(message);
        this.media.hear(message, peerId, you.id);
        return;
      }
      case "snapshot":
        // Also sent to a person whose role has changed: another role sees other things.
        this.tellRole(message.you.role);
        this.advance(message);
        return;
      case "resumed":
      case "inLobby":
      case "people":
        this.advance(message);
        return;
      case "events": {
        const before = this.room.value;
        const fresh = freshEvents(before, message);
        this.advance(message);
        for (const event of fresh) this.tell(event, before);
      }
    }
  }

  private advance(message: StateMessage): void {
    this.room.set(reduce(this.room.value, message, Date.now()));
    this.learnPeers();
  }

  /** Those whose picture is shown must be known by name, on whatever page of the list they are. */
  private learnPeers(): void {
    const { people, nextPeople } = this.room.value;
    const unknown = [...this.media.state.value.remotes.keys()].some((id) => !people.has(id));
    if (unknown && nextPeople !== null) this.morePeople();
  }

  private tell(event: AnyEvent, before: RoomState): void {
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
        if (event.person.id === me?.id) this.tellAboutMe(event, before);
        else if (event.person.hand !== null && before.people.get(event.person.id)?.hand === null && leads(me)) {
          this.notify({ kind: "hand", name: event.person.name });
        }
        return;
      case "waitingAdded":
        this.notify({ kind: "waiting", waiting: event.waiting });
    }
  }

  private tellRole(role: Person["role"]): void {
    const { you } = this.room.value;
    if (you && you.role !== role) this.notify({ kind: "role", role });
  }

  private tellAboutMe({ person, by }: Extract<AnyEvent, { type: "personUpdated" }>, before: RoomState): void {
    if (person.role !== before.you?.role) this.notify({ kind: "role", role: person.role });
    const byOther = by !== null && by !== person.id;
    if (byOther && !person.microphone && this.local.state.value.microphone.on) {
      this.sent = { ...this.sent, microphone: false };
      void this.local.mute();
      this.notify({ kind: "mutedBy", name: before.people.get(by)?.name ?? "" });
    }
  }

  /** Without a place nothing is sent, so the devices are let go; with one again they are as they were. */
  private followPlace({ place }: Peers): void {
    if (!place && this.setAside === null) {
      this.setAside = this.flags();
      void this.local.silence();
    } else if (place && this.setAside !== null) {
      const before = this.setAside;
      this.setAside = null;
      void this.local.resume(before);
      this.notify({ kind: "placeAgain" });
    }
  }

  private flags(): Flags {
    const { microphone, camera, screen } = this.local.state.value;
    return { microphone: microphone.on, camera: camera.on, screen: screen !== null };
  }

  private followLocal(): void {
    this.passTracks(this.local.state.value);
    const now = this.flags();
    // A tab without a place says nothing about its person: another tab may be speaking.
    if (this.setAside !== null || !differ(now, this.sent)) return;
    if (this.connection.post({ type: "setMedia", ...now })) this.sent = now;
  }

  private passTracks({ microphone }: LocalState): void {
    const tracks = this.local.tracks();
    if (this.sending === null || differ(tracks, this.sending)) this.media.setLocal(tracks);
    this.sending = tracks;
    if (this.meter?.of !== microphone.track) {
      this.meter?.meter.close();
      this.meter = microphone.track ? { of: microphone.track, meter: new Meter(microphone.track) } : null;
    }
  }

  private followLine(line: Line): void {
    if (line === "reconnecting") this.media.lineLost();
    this.line.set(line);
    // What was switched while there was no line.
    if (line === "online") this.followLocal();
  }

  private listen(): void {
    this.speakers.set(nextSpeakers(this.speakers.value, this.media.levels(), Date.now()));
    const level = this.meter?.meter.read() ?? 0;
    // The meter is on the scale of hearing, the levels of the others are linear.
    this.speakingMyself.set(this.local.state.value.microphone.on && 10 ** (3 * (level - 1)) >= SPEAKING);
  }

  private notify(notice: Notice): void {
    for (const listener of this.listeners) listener(notice);
  }

  private finish(ending: Ending, message: string): void {
    if (this.over) return;
    this.stop();
    this.options.onClosed(ending, message);
  }
}

function differ<Shape extends object>(one: Shape, other: Shape): boolean {
  return (Object.keys(one) as (keyof Shape)[]).some((key) => one[key] !== other[key]);
}

function socketAddress(): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/api/v1/room`;
}
