/** The room socket: enters, keeps the connection, comes back by itself, and turns commands into promises. */

import type { AnyCommand, Closing, Enter } from "./protocol.generated";
import { type Answer, readMessage, type ServerMessage } from "./wire";

export type ConnectionStatus = "connecting" | "online" | "reconnecting" | "closed";

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

/** The connection was lost before the answer came, or there is none at the moment. Whether the server acted is unknown. */
export class ConnectionLost extends Error {
  override readonly name = "LineLost";
}

export interface ConnectionOptions {
  url: string;
  /** Who enters and where it was: read anew for each try. */
  hello: () => Omit<Enter, "type" | "ref">;
  /** What is not about the connection itself. */
  onMessage: (message: Exclude<ServerMessage, Answer>) => void;
  onStatus: (status: ConnectionStatus) => void;
  /** The server closed for good; nothing is tried again. */
  onClosed: (closing: Closing) => void;
}

/** Quick at first, then slower, never slower than this: after a restart of the server everybody is back within 5 s. */
const FIRST_DELAY = 250;
const LONGEST_DELAY = 3_000;
const OPENING_TIMEOUT = 6_000;
const HEALTH_INTERVAL = 5_000;
const PING_AFTER = 8_000;
const PONG_TIMEOUT = 4_000;

/** Milliseconds before try number `attempt` (from 0). The jitter keeps a whole room from knocking at once. */
export function reconnectDelay(attempt: number, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** attempt);
  return longest / 2 + (random() * longest) / 2;
}

/** The address of the room's socket, or of another one below it. */
export function socketAddress(below = ""): string {
  const { protocol, host } = window.location;
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/api/v1/room${below}`;
}

interface PendingCommand {
  resolve: () => void;
  reject: (error: Error) => void;
}

export class RoomConnection {
  private socket: WebSocket | null = null;
  private status: ConnectionStatus = "connecting";
  private attempt = 0;
  private lastRef = 0;
  private readonly pending = new Map<number, PendingCommand>();
  private lastMessageAt = 0;
  private pingedAt: number | null = null;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private openingTimer: ReturnType<typeof setTimeout> | undefined;
  private healthTimer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly options: ConnectionOptions) {}

  start(): void {
    window.addEventListener("online", this.reconnectNow);
    window.addEventListener("offline", this.checkHealth);
    document.addEventListener("visibilitychange", this.checkHealth);
    window.addEventListener("pagehide", this.sayHidden);
    this.healthTimer = setInterval(this.checkHealth, HEALTH_INTERVAL);
    this.open();
  }

  /** Closes without a message to the server; after {@link send} of `leave` it knows already. */
  stop(): void {
    this.setStatus("closed");
    window.removeEventListener("online", this.reconnectNow);
    window.removeEventListener("offline", this.checkHealth);
    document.removeEventListener("visibilitychange", this.checkHealth);
    window.removeEventListener("pagehide", this.sayHidden);
    clearInterval(this.healthTimer);
    clearTimeout(this.retryTimer);
    this.closeSocket();
  }

  /** Resolves when the server has carried it out; rejects with {@link Refusal} or {@link ConnectionLost}. */
  send(command: CommandBody): Promise<void> {
    const ref = ++this.lastRef;
    return new Promise<void>((resolve, reject) => {
      if (this.transmit({ ...command, ref })) this.pending.set(ref, { resolve, reject });
      else reject(new ConnectionLost());
    });
  }

  /** Sends without waiting for an answer; false where there is no connection. */
  post(command: CommandBody): boolean {
    return this.transmit(command);
  }

  private transmit(command: object): boolean {
    const socket = this.socket;
    if (this.status !== "online" || !socket) return false;
    if (socket.readyState !== WebSocket.OPEN) {
      // It breaks at this moment; the browser will say so a little later.
      this.handleLoss(socket);
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
    this.openingTimer = setTimeout(() => this.handleLoss(socket), OPENING_TIMEOUT);
    socket.onopen = () => {
      const hello = { type: "enter", answersProbes: true, ...this.options.hello() } satisfies Enter;
      socket.send(JSON.stringify(hello));
    };
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      if (this.socket === socket) this.receive(readMessage(data));
    };
    socket.onclose = () => this.handleLoss(socket);
  }

  private receive(message: ServerMessage): void {
    this.lastMessageAt = Date.now();
    this.pingedAt = null;
    switch (message.type) {
      case "pong":
        return;
      case "probe":
        // Answered from here, because timers of hidden pages run once a minute.
        this.transmit({ type: "ping" });
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
          if (this.socket) this.handleLoss(this.socket);
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
        // The state is applied before the status says that the connection is there again.
        this.options.onMessage(message);
        this.setStatus("online");
        return;
      default:
        this.options.onMessage(message);
    }
  }

  private settle(ref: number, how: (waiting: PendingCommand) => void): void {
    const waiting = this.pending.get(ref);
    this.pending.delete(ref);
    if (waiting) how(waiting);
  }

  private handleLoss(socket: WebSocket): void {
    if (this.socket !== socket || this.status === "closed") return;
    this.closeSocket();
    this.setStatus("reconnecting");
    this.retryTimer = setTimeout(() => this.open(), reconnectDelay(this.attempt++));
  }

  private closeSocket(): void {
    clearTimeout(this.openingTimer);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    const waiting = [...this.pending.values()];
    this.pending.clear();
    for (const { reject } of waiting) reject(new ConnectionLost());
  }

  /** The page is closed, reloaded or left: if the socket goes too, the person is missed only as long as a reload takes. */
  private readonly sayHidden = (): void => {
    this.post({ type: "pageHidden" });
  };

  private readonly reconnectNow = (): void => {
    if (this.status === "closed") return;
    if (this.socket) this.checkHealth();
    else this.open();
  };

  /** A connection without a message for a while is probed with a ping; one that does not answer is given up. */
  private readonly checkHealth = (): void => {
    const socket = this.socket;
    if (!socket || this.status !== "online") return;
    const now = Date.now();
    if (this.pingedAt !== null) {
      if (now - this.pingedAt >= PONG_TIMEOUT) this.handleLoss(socket);
    } else if (now - this.lastMessageAt >= PING_AFTER || !navigator.onLine) {
      this.pingedAt = now;
      this.post({ type: "ping" });
    }
  };

  private setStatus(status: ConnectionStatus): void {
    if (status === this.status) return;
    this.status = status;
    this.options.onStatus(status);
  }
}
