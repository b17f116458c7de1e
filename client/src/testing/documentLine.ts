/** The server's end of a document socket in tests. */

import * as Y from "yjs";

import { FRAME, messageFrame } from "../room/documents/frames";

/** The server's end of a line, and what it has stored. */
export class DocumentLine {
  static all: DocumentLine[] = [];
  static get latest(): DocumentLine {
    const line = DocumentLine.all.at(-1);
    if (!line) throw new Error("nothing was opened");
    return line;
  }

  readyState = 0;
  binaryType = "";
  readonly heard: Uint8Array[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor() {
    DocumentLine.all.push(this);
  }

  send(frame: Uint8Array): void {
    this.heard.push(frame);
  }

  close(): void {
    this.readyState = 3;
  }

  say(frame: Uint8Array<ArrayBuffer>): void {
    this.onmessage?.({ data: frame.buffer });
  }

  /** Lets the page in, and opens the document as it is on the server. */
  accept(server: Y.Doc, seq: number, known: readonly Uint8Array[] = [Y.encodeStateAsUpdate(server)]): void {
    this.readyState = WebSocket.OPEN;
    this.onopen?.();
    this.say(messageFrame(FRAME.entered, {}));
    this.open(server, seq, known);
  }

  open(server: Y.Doc, seq: number, known: readonly Uint8Array[]): void {
    const channel = this.channel();
    this.say(messageFrame(FRAME.opened, { channel, documentId: "d1", mayWrite: true }));
    this.say(data(FRAME.synced, channel, seq, [Y.encodeStateVector(server), ...known]));
  }

  /** The channel that was asked for last. */
  channel(): number {
    const opening = this.heard.findLast((frame) => frame[0] === FRAME.open);
    if (!opening) throw new Error("no document was asked for");
    return (JSON.parse(new TextDecoder().decode(opening.subarray(1))) as { channel: number }).channel;
  }

  updates(): Uint8Array[] {
    return this.heard.filter((frame) => frame[0] === FRAME.update).map((frame) => frame.subarray(5));
  }

  lose(): void {
    this.readyState = 3;
    this.onclose?.();
  }
}

export function data(
  kind: number,
  channel: number,
  seq: number,
  parts: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(13 + parts.reduce((sum, part) => sum + 4 + part.length, 0));
  const view = new DataView(frame.buffer);
  frame[0] = kind;
  view.setUint32(1, channel);
  view.setBigUint64(5, BigInt(seq));
  let at = 13;
  for (const part of parts) {
    view.setUint32(at, part.length);
    frame.set(part, at + 4);
    at += 4 + part.length;
  }
  return frame;
}

export function stored(channel: number, seq: number, count: number): Uint8Array<ArrayBuffer> {
  const frame = data(FRAME.stored, channel, seq, []);
  const whole = new Uint8Array(17);
  whole.set(frame);
  new DataView(whole.buffer).setUint32(13, count);
  return whole;
}
