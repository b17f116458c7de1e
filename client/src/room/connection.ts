/** The room socket: enters, keeps the line, comes back by itself, and turns commands into promises. */

import type { AnyCommand, AnyServerMessage, Closing, Enter } from "../generated/room";

export type Line = "connecting" | "online" | "reconnecting" | "closed";

type WithoutRef<Command> = Command extends unknown ? Omit<Command, "ref"> : never;
export type CommandBody = WithoutRef<Exclude<AnyCommand, Enter>>;

/** The server refused a command; `error` is its stable word. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly error: string,
    message: string,
  ) {
    super(message);
  }
}

/** The line was lost before the answer came, or there is none at the moment. Whether the server acted is unknown. */
export class LineLost extends Error {
  override readonly name = "LineLost";
}

export interface ConnectionOptions {
  url: string;
  /** Who enters and where it was: read anew for each try. */
  hello: () => Omit<Enter, "type" | "ref">;
  onMessage: (message: AnyServerMessage) => void;
  onLine: (line: Line) => void;
  /** The server closed for good; nothing is tried again. */
  onClosed: (closing: Closing) => void;
}

/** Quick at first, then slower, never slower than this: after a restart of the server everybody is back within 5 s. */
const FIRST_DELAY = 250;
const LONGEST_DELAY = 3_000;
const OPENING_TIMEOUT = 6_000;
const LOOK_EVERY = 5_000;
const QUIET_BEFORE_PING = 8_000;
const PONG_WITHIN = 4_000;

/** Milliseconds before try number `attempt` (from 0). The jitter keeps a whole room from knocking at once. */
export function reconnectDelay(attempt: number, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** attempt);
  return longest / 2 + (random() * longest) / 2;
}

interface Waiting {
  resolve: () => void;
  reject: (error: Error) => void;
}

export class RoomConnection {
  private socket: WebSocket | null = null;
  private line: Line = "connecting";
  private attempt = 0;
  private lastRef = 0;
  private readonly waiting = new Map<number, Waiting>();
  private lastHeard = 0;
  private pingedAt: number | null = null;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private openingTimer: ReturnType<typeof setTimeout> | undefined;
  private lookTimer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly options: ConnectionOptions) {}

  start(): void {
    window.addEventListener("online", this.tryNow);
    window.addEventListener("offline", this.look);
    document.addEventListener("visibilitychange", this.look);
    this.lookTimer = setInterval(this.look, LOOK_EVERY);
    this.open();
  }

  /** Ends the line without a word to the server; after {@link send} of `leave` that word has been said. */
  stop(): void {
    this.setLine("closed");
    window.removeEventListener("online", this.tryNow);
    window.removeEventListener("offline", this.look);
    document.removeEventListener("visibilitychange", this.look);
    clearInterval(this.lookTimer);
    clearTimeout(this.retryTimer);
    this.drop();
  }

  /** Resolves when the server has carried it out; rejects with {@link Refusal} or {@link LineLost}. */
  send(command: CommandBody): Promise<void> {
    const ref = ++this.lastRef;
    return new Promise<void>((resolve, reject) => {
      if (this.transmit({ ...command, ref })) this.waiting.set(ref, { resolve, reject });
      else reject(new LineLost());
    });
  }

  /** Sends without waiting for an answer; false where there is no line. */
  post(command: CommandBody): boolean {
    return this.transmit(command);
  }

  private transmit(command: object): boolean {
    const socket = this.socket;
    if (this.line !== "online" || !socket) return false;
    if (socket.readyState !== WebSocket.OPEN) {
      // It breaks at this moment; the browser will say so a little later.
      this.lost(socket);
      return false;
    }
    socket.send(JSON.stringify(command));
    return true;
  }

  private open(): void {
    clearTimeout(this.retryTimer);
    const socket = new WebSocket(this.options.url);
    this.socket = socket;
    this.pingedAt = null;
    this.openingTimer = setTimeout(() => this.lost(socket), OPENING_TIMEOUT);
    socket.onopen = () => socket.send(JSON.stringify({ type: "enter", ...this.options.hello() } satisfies Enter));
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      if (this.socket === socket) this.hear(JSON.parse(data) as AnyServerMessage);
    };
    socket.onclose = () => this.lost(socket);
  }

  private hear(message: AnyServerMessage): void {
    this.lastHeard = Date.now();
    this.pingedAt = null;
    switch (message.type) {
      case "pong":
        return;
      case "done":
        this.settle(message.ref, ({ resolve }) => resolve());
        return;
      case "refused":
        if (message.ref !== null) {
          this.settle(message.ref, ({ reject }) => reject(new Refusal(message.error, message.message)));
        }
        return;
      case "closing":
        if (message.reason === "restart" || message.reason === "slow") {
          if (this.socket) this.lost(this.socket);
        } else {
          this.stop();
          this.options.onClosed(message);
        }
        return;
      case "snapshot":
      case "resumed":
      case "inLobby":
        clearTimeout(this.openingTimer);
        this.attempt = 0;
        // The state is applied before anybody hears that the line is there again.
        this.options.onMessage(message);
        this.setLine("online");
        return;
      default:
        this.options.onMessage(message);
    }
  }

  private settle(ref: number, how: (waiting: Waiting) => void): void {
    const waiting = this.waiting.get(ref);
    this.waiting.delete(ref);
    if (waiting) how(waiting);
  }

  private lost(socket: WebSocket): void {
    if (this.socket !== socket || this.line === "closed") return;
    this.drop();
    this.setLine("reconnecting");
    this.retryTimer = setTimeout(() => this.open(), reconnectDelay(this.attempt++));
  }

  private drop(): void {
    clearTimeout(this.openingTimer);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(new LineLost());
  }

  private readonly tryNow = (): void => {
    if (this.line === "closed") return;
    if (this.socket) this.look();
    else this.open();
  };

  /** Is the other side still there? A line without a sound for a while is asked; one that does not answer is given up. */
  private readonly look = (): void => {
    const socket = this.socket;
    if (!socket || this.line !== "online") return;
    const now = Date.now();
    if (this.pingedAt !== null) {
      if (now - this.pingedAt >= PONG_WITHIN) this.lost(socket);
    } else if (now - this.lastHeard >= QUIET_BEFORE_PING || !navigator.onLine) {
      this.pingedAt = now;
      this.post({ type: "ping" });
    }
  };

  private setLine(line: Line): void {
    if (line === this.line) return;
    this.line = line;
    this.options.onLine(line);
  }
}
