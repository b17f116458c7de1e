/** The document socket of a page: one for all shared documents that it has open. It comes back by itself. */

import { reconnectDelay, socketAddress } from "../connection";
import type { Session } from "../feature";
import { dataFrame, type DocumentMessage, FRAME, messageFrame, readFrame } from "./frames";

/** A document as the socket sees it. */
export interface Channel {
  /** The line is there: what `open` says of the document. */
  opening(): { kind: string; document: string; clientId: number; known: string | null; since: number };
  receive(message: DocumentMessage): void;
  /** The line is gone; it comes back. */
  lost(): void;
}

const PING_INTERVAL = 20_000;
/** A line that says nothing for so long is given up. */
const SILENCE = 45_000;

const sockets = new WeakMap<Session, DocumentSocket>();

/** The socket of this stay; it is opened with the first document. */
export function documentSocket(session: Session): DocumentSocket {
  const socket = sockets.get(session) ?? new DocumentSocket(session);
  sockets.set(session, socket);
  return socket;
}

export class DocumentSocket {
  private socket: WebSocket | null = null;
  private entered = false;
  private attempt = 0;
  private heardAt = 0;
  private nextChannel = 1;
  private readonly channels = new Map<number, Channel>();
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private pingTimer: ReturnType<typeof setInterval> | undefined;
  private readonly unwatch: () => void;

  constructor(private readonly session: Session) {
    this.unwatch = session.status.subscribe((status) => {
      if (status === "online") this.connect();
      else if (status === "closed") this.stop();
    });
  }

  /** Opens the document of this channel, now or as soon as the line is there; gives the number of the channel. */
  open(channel: Channel): number {
    const number = this.nextChannel++;
    this.channels.set(number, channel);
    if (this.entered) this.sendOpen(number, channel);
    else this.connect();
    return number;
  }

  /** The page needs the document no longer, or opens it anew. */
  close(number: number): void {
    if (this.channels.delete(number)) this.transmit(messageFrame(FRAME.close, { channel: number }));
    if (this.channels.size === 0) this.disconnect();
  }

  sendUpdate(number: number, update: Uint8Array): void {
    this.transmit(dataFrame(FRAME.update, number, update));
  }

  sendAwareness(number: number, state: unknown): void {
    this.transmit(dataFrame(FRAME.awareness, number, new TextEncoder().encode(JSON.stringify(state))));
  }

  private stop(): void {
    this.unwatch();
    this.channels.clear();
    this.disconnect();
    sockets.delete(this.session);
  }

  private connect(): void {
    const { peerId } = this.session.room.getState();
    if (this.socket || this.channels.size === 0 || this.session.status.getState() !== "online" || peerId === null)
      return;
    clearTimeout(this.retryTimer);
    const socket = new WebSocket(socketAddress("/documents"));
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.heardAt = Date.now();
    this.pingTimer = setInterval(this.ping, PING_INTERVAL);
    socket.onopen = () => socket.send(messageFrame(FRAME.enter, { token: this.session.token, peerId }));
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      if (this.socket === socket) this.receive(new Uint8Array(data));
    };
    socket.onclose = () => {
      if (this.socket === socket) this.lose();
    };
  }

  private receive(data: Uint8Array): void {
    this.heardAt = Date.now();
    const frame = readFrame(data);
    switch (frame?.type) {
      case "entered":
        this.entered = true;
        this.attempt = 0;
        for (const [number, channel] of [...this.channels]) this.sendOpen(number, channel);
        return;
      case "closing":
        this.lose();
        return;
      case "document":
        // What concerns no document cannot be told to one: it is opened anew, and sends again what was not stored.
        if (frame.channel === null) this.lose();
        else this.channels.get(frame.channel)?.receive(frame.message);
        return;
      default:
        return;
    }
  }

  private sendOpen(channel: number, opened: Channel): void {
    this.transmit(messageFrame(FRAME.open, { channel, ...opened.opening() }));
  }

  private transmit(frame: Uint8Array<ArrayBuffer>): void {
    if (this.entered && this.socket?.readyState === WebSocket.OPEN) this.socket.send(frame);
  }

  private lose(): void {
    this.disconnect();
    for (const channel of this.channels.values()) channel.lost();
    this.retryTimer = setTimeout(() => this.connect(), reconnectDelay(this.attempt++));
  }

  private disconnect(): void {
    clearTimeout(this.retryTimer);
    clearInterval(this.pingTimer);
    const socket = this.socket;
    this.socket = null;
    this.entered = false;
    socket?.close();
  }

  private readonly ping = (): void => {
    if (Date.now() - this.heardAt > SILENCE) this.lose();
    else this.transmit(messageFrame(FRAME.ping, {}));
  };
}
