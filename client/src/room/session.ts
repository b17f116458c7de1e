/** One stay in a meeting: keeps the connection and the state of the room, and hands what comes in to the features. */

import { createStore } from "zustand/vanilla";

import {
  type CommandBody,
  ConnectionLost,
  type ConnectionStatus,
  Refusal,
  RoomConnection,
  socketAddress,
} from "./connection";
import type { FeatureService, Notice, RoomFeature, Session } from "./feature";
import type { LocalMedia } from "./media/local";
import type { Closing, Enter } from "./protocol.generated";
import { handlerFor } from "./store/handlers";
import { incomingOf, reduce, type StateMessage } from "./store/reduce";
import { EMPTY_ROOM, type RoomState } from "./store/roomState";
import type { Slice } from "./store/slice";
import type { Incoming } from "./wire";

export type CloseReason = Closing["reason"];

export interface SessionOptions {
  token: string;
  /** The person comes from another page, which is told to end. */
  takesOver?: boolean;
  title: string;
  local: LocalMedia;
  features: readonly RoomFeature[];
  /** `byYou`: the person has ended the meeting for everybody, on this page. */
  onClosed: (ending: CloseReason, message: string, byYou: boolean) => void;
}

type MakeNotice = (incoming: Incoming, before: RoomState) => Notice | null;
type Effect = (incoming: Incoming, session: Session, before: RoomState) => void;

/** Leaving does not wait longer for a server that does not answer. */
const LEAVE_TIMEOUT = 1_500;
/** So long a command waits for a lost connection. */
const COMMAND_TIMEOUT = 12_000;

export class RoomSession implements Session {
  readonly room = createStore<RoomState>(() => EMPTY_ROOM);
  readonly status = createStore<ConnectionStatus>(() => "connecting");
  readonly title: string;
  readonly token: string;
  readonly local: LocalMedia;
  readonly features: readonly RoomFeature[];

  private readonly slices: readonly Slice<unknown>[];
  private readonly services: ReadonlyMap<string, FeatureService>;
  private readonly connection: RoomConnection;
  private timers: ReturnType<typeof setInterval>[] = [];
  private closed = false;
  /** The person has asked here to end the meeting for everybody. */
  private ends = false;
  private readonly listeners = new Set<(notice: Notice) => void>();

  constructor(private readonly options: SessionOptions) {
    this.title = options.title;
    this.token = options.token;
    this.local = options.local;
    this.features = options.features;
    this.slices = this.features.flatMap(({ slice }) => slice ?? []);
    this.connection = new RoomConnection({
      url: socketAddress(),
      hello: () => this.hello(),
      onMessage: (message) => this.receive(message),
      onStatus: (status) => this.status.setState(status),
      onClosed: (closing) => this.close(closing.reason, closing.message),
    });
    this.services = new Map(
      this.features.flatMap(({ name, service }) => (service ? [[name, service.create(this)] as const] : [])),
    );
  }

  start(): void {
    for (const service of this.services.values()) service.start?.();
    for (const slice of this.slices) {
      const { tick } = slice;
      if (!tick) continue;
      const step = () => slice.change(this.room, (state) => tick.next(state, Date.now()));
      this.timers.push(setInterval(step, tick.interval));
    }
    this.connection.start();
  }

  serviceOf(feature: string): FeatureService | undefined {
    return this.services.get(feature);
  }

  /** Calls the listener with every notice; returns the function that ends it. */
  onNotice(listener: (notice: Notice) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  notify(notice: Notice): void {
    for (const listener of this.listeners) listener(notice);
  }

  async leave(): Promise<void> {
    const patience = new Promise((resolve) => setTimeout(resolve, LEAVE_TIMEOUT));
    await Promise.race([this.connection.send({ type: "leave" }).catch(() => undefined), patience]);
    this.close("left", "");
  }

  /** Ends without a word: the page goes away. The server gives the person a grace to come back. */
  stop(): void {
    if (this.closed) return;
    this.closed = true;
    for (const timer of this.timers) clearInterval(timer);
    for (const service of this.services.values()) service.stop?.();
    this.connection.stop();
  }

  async send(command: CommandBody): Promise<boolean> {
    if (command.type === "endMeeting") this.ends = true;
    while (await this.whenConnected()) {
      try {
        await this.connection.send(command);
        return true;
      } catch (error) {
        if (error instanceof ConnectionLost) continue;
        if (error instanceof Refusal) {
          this.notify({ tone: "warning", text: "notice.refused", values: { message: error.message } });
        }
        return false;
      }
    }
    if (!this.closed) this.notify({ tone: "warning", text: "notice.offline" });
    return false;
  }

  post(command: CommandBody): boolean {
    return this.connection.post(command);
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

  private hello(): Omit<Enter, "type" | "ref"> {
    const { seq, peerId } = this.room.getState();
    const takesOver = this.options.takesOver === true && peerId === null ? { takesOver: true } : {};
    const first = { token: this.options.token, lastSeq: seq, peerId, ...takesOver };
    return [...this.services.values()].reduce((hello, service) => ({ ...hello, ...service.hello?.() }), first);
  }

  private receive(message: StateMessage): void {
    const before = this.room.getState();
    if (before.phase !== "inside" && !ENTERS.includes(message.type)) return;
    this.room.setState(reduce(this.slices, before, message, Date.now()));
    for (const incoming of incomingOf(before, message)) this.handOn(incoming, before);
  }

  private handOn(incoming: Incoming, before: RoomState): void {
    for (const { notices, effects } of this.features) {
      const notice = (handlerFor(notices, incoming) as MakeNotice | undefined)?.(incoming, before);
      if (notice) this.notify(notice);
      (handlerFor(effects, incoming) as Effect | undefined)?.(incoming, this, before);
    }
  }

  private close(ending: CloseReason, message: string): void {
    if (this.closed) return;
    this.stop();
    this.options.onClosed(ending, message, ending === "ended" && this.ends);
  }
}

/** What comes before the person is inside; anything else is about a room that this page does not know yet. */
const ENTERS: readonly StateMessage["type"][] = ["snapshot", "inLobby"];
