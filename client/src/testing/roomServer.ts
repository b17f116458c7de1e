/** The part of the server that knows what one person sends, behind a line that delays, loses and breaks. */

import type { Person } from "../room/protocol.generated";
import type { RoomEvent, ServerMessage } from "../room/wire";
import { FakeSocket } from "./fakeSocket";
import { person, snapshot } from "./room";
import type { SeededRandom } from "./seededRandom";
import { HOST, YOU } from "./sessionAtWork";

const NOTHING = { microphone: false, camera: false, screen: false };
type Flags = typeof NOTHING;

interface UnderWay {
  at: number;
  socket: FakeSocket;
  arrive: () => void;
}

export class RoomServer {
  you: Person = YOU;
  hasPlace = true;
  /** Whether another muted the person last, as far as the page knows. The test says when the person has spoken since. */
  toldOfMute = false;
  lineUp = true;

  private readonly log: RoomEvent[] = [];
  private readonly taken = new Map<FakeSocket, number>();
  private underWay: UnderWay[] = [];
  /** Another has muted the person, of which the page does not know. */
  private mutedByOther = false;
  /** The socket in which the page has entered. */
  private entered: FakeSocket | null = null;
  private seq = 10;

  constructor(
    private readonly random: SeededRandom,
    private longestDelay: number,
  ) {}

  /** From now on everything arrives at once. */
  calm(): void {
    this.longestDelay = 0;
    this.lineUp = true;
  }

  /** A moment passes: what is due arrives. */
  step(): void {
    const socket = FakeSocket.latest;
    if (socket.readyState === 0 && this.lineUp) socket.accept();
    const known = this.taken.get(socket) ?? 0;
    for (const command of socket.sent.slice(known)) this.send(socket, () => this.apply(socket, command));
    this.taken.set(socket, socket.sent.length);
    const due = this.underWay.filter(({ at }) => at <= Date.now());
    this.underWay = this.underWay.filter(({ at }) => at > Date.now());
    for (const { arrive } of due) arrive();
  }

  /** The connection breaks; of what is under way nothing arrives at the page, and at the server what chance wants. */
  breakLine(): void {
    const socket = FakeSocket.latest;
    this.lineUp = false;
    this.underWay = this.underWay.filter((one) => one.socket !== socket || this.random.chance(0.5));
    if (socket.readyState === 1) socket.break();
    if (this.entered === null) return;
    this.entered = null;
    this.update({ connected: false });
  }

  mute(): void {
    if (!this.you.microphone) return;
    this.mutedByOther = true;
    this.update({ microphone: false }, "host");
  }

  setPlace(hasPlace: boolean): void {
    if (hasPlace === this.hasPlace) return;
    this.hasPlace = hasPlace;
    if (!hasPlace) this.update(NOTHING);
    this.sayPlace();
  }

  get flags(): Flags {
    const { microphone, camera, screen } = this.you;
    return { microphone, camera, screen };
  }

  private apply(socket: FakeSocket, command: FakeSocket["sent"][number]): void {
    if (command.type === "enter") this.enter(socket, command);
    if (command.type === "ping") this.say({ type: "pong" });
    if (command.type !== "setMedia" || !this.hasPlace) return;
    const { microphone, camera, screen } = this.you;
    this.update(
      {
        microphone: command.microphone ?? microphone,
        camera: command.camera ?? camera,
        screen: command.screen ?? screen,
      },
      "you",
    );
  }

  private enter(socket: FakeSocket, command: FakeSocket["sent"][number]): void {
    if (socket !== FakeSocket.latest || socket.readyState !== 1) return;
    const lastSeq = command.lastSeq ?? null;
    const wanted = { microphone: command.microphone, camera: command.camera, screen: command.screen };
    const before = lastSeq === null ? { microphone: true, camera: true, screen: true } : this.flags;
    const allowed = {
      microphone: (wanted.microphone ?? false) && before.microphone,
      camera: (wanted.camera ?? false) && before.camera,
      screen: (wanted.screen ?? false) && before.screen,
    };
    this.update({ connected: true, ...(this.hasPlace ? allowed : NOTHING) });
    this.entered = socket;
    if (lastSeq === null || this.random.chance(0.2)) {
      const message = snapshot({ seq: this.seq, you: this.you, people: [this.you, HOST] });
      this.say(message, () => this.tell(this.mutedByOther && !message.slices.people.you.microphone));
    } else {
      this.say({ type: "resumed", seq: this.seq, serverTime: "2030-01-01T10:05:00Z", peerId: "peer-you" });
      this.sayEvents(this.log.filter(({ seq }) => seq > lastSeq));
    }
    this.sayPlace();
  }

  private update(change: Partial<Person>, by: string | null = null): void {
    const after = person("you", { ...this.you, ...change });
    if (JSON.stringify(after) === JSON.stringify(this.you)) return;
    this.you = after;
    this.seq += 1;
    const event = { seq: this.seq, at: "2030-01-01T10:06:00Z", type: "personUpdated", person: after, by };
    this.log.push(event as RoomEvent);
    this.sayEvents([event as RoomEvent]);
  }

  private sayEvents(events: RoomEvent[]): void {
    const mutes = events.some((event) => event.type === "personUpdated" && event.by === "host");
    const message: ServerMessage = { type: "events", seq: this.seq, events, peopleTotal: 2 };
    this.say(message, () => this.tell(mutes));
  }

  private tell(ofMute: boolean): void {
    if (!ofMute) return;
    this.mutedByOther = false;
    this.toldOfMute = true;
  }

  private sayPlace(): void {
    const reason = this.hasPlace ? null : "full";
    this.say({ type: "peers", place: this.hasPlace, reason, peers: [], iceServers: [] });
  }

  private say(message: ServerMessage, arrived: () => void = () => undefined): void {
    const socket = this.entered;
    if (socket === null) return;
    this.send(socket, () => {
      if (socket.readyState !== 1) return;
      arrived();
      socket.say(message);
    });
  }

  /** In order, each at its time. */
  private send(socket: FakeSocket, arrive: () => void): void {
    const last = Math.max(0, ...this.underWay.filter((one) => one.socket === socket).map(({ at }) => at));
    this.underWay.push({ at: Math.max(last, Date.now() + this.random.upTo(this.longestDelay + 1)), socket, arrive });
  }
}
