import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { createStore } from "zustand/vanilla";

import type { Session } from "../feature";
import { FRAME, messageFrame } from "./frames";
import { SharedDocument, UNSAVED_AFTER } from "./sharedDocument";

/** The server's end of a line, and what it has stored. */
class Line {
  static all: Line[] = [];
  static get latest(): Line {
    const line = Line.all.at(-1);
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
    Line.all.push(this);
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

function data(kind: number, channel: number, seq: number, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
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

function stored(channel: number, seq: number, count: number): Uint8Array<ArrayBuffer> {
  const frame = data(FRAME.stored, channel, seq, []);
  const whole = new Uint8Array(17);
  whole.set(frame);
  new DataView(whole.buffer).setUint32(13, count);
  return whole;
}

const textOf = (doc: Y.Doc) => doc.getText("notes");

/** A document of somebody else, who writes these words, each as an update of its own. */
function writtenBy(server: Y.Doc, ...words: string[]): Uint8Array[] {
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(server));
  const updates: Uint8Array[] = [];
  other.on("update", (update: Uint8Array) => updates.push(update));
  for (const word of words) textOf(other).insert(textOf(other).length, word);
  return updates;
}

let server: Y.Doc;
let document: SharedDocument;

const page = () => document.state.getState();
const write = (text: string) => {
  textOf(page().doc).insert(textOf(page().doc).length, text);
  vi.advanceTimersByTime(100);
};
const store = (line: Line) => line.updates().forEach((update) => Y.applyUpdate(server, update));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Object.assign(Line, { OPEN: 1 }));
  Line.all = [];
  server = new Y.Doc();
  const session = {
    token: "secret",
    status: createStore(() => "online"),
    room: createStore(() => ({ peerId: "p1" })),
  } as unknown as Session;
  document = new SharedDocument(session, "notes", "current");
  Line.latest.accept(server, 0);
});

afterEach(() => {
  document.destroy();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("what a page writes", () => {
  it("is sent, gathered, and counts as unsaved until the server has stored it", () => {
    textOf(page().doc).insert(0, "a");
    textOf(page().doc).insert(1, "b");
    vi.advanceTimersByTime(100);
    expect(Line.latest.updates()).toHaveLength(1);
    vi.advanceTimersByTime(UNSAVED_AFTER);
    expect(page().unsaved).toBe(true);
    Line.latest.say(stored(Line.latest.channel(), 1, 1));
    expect(page().unsaved).toBe(false);
    store(Line.latest);
    expect(textOf(server).toJSON()).toBe("ab");
  });

  it("is sent again, as one, where the line was lost before it was stored", () => {
    write("one ");
    const first = Line.latest;
    first.lose();
    expect(page().status).toBe("offline");
    write("two");
    vi.advanceTimersByTime(10_000);
    expect(Line.all.length).toBeGreaterThan(1);
    Line.latest.accept(server, 0, []);
    expect(page().status).toBe("ready");
    expect(Line.latest.updates()).toHaveLength(1);
    store(Line.latest);
    expect(textOf(server).toJSON()).toBe("one two");
  });

  it("is not sent again where the server had stored it, and only the acknowledgement was lost", () => {
    write("one");
    store(Line.latest);
    Line.latest.lose();
    vi.advanceTimersByTime(10_000);
    Line.latest.accept(server, 1, []);
    expect(Line.latest.updates()).toEqual([]);
    vi.advanceTimersByTime(UNSAVED_AFTER * 2);
    expect(page().unsaved).toBe(false);
    expect(textOf(page().doc).toJSON()).toBe("one");
  });

  it("keeps an acknowledgement of the line before apart from what is sent now", () => {
    write("one");
    Line.latest.lose();
    vi.advanceTimersByTime(10_000);
    Line.latest.accept(server, 0, []);
    write(" two");
    expect(Line.latest.updates()).toHaveLength(2);
    Line.latest.say(stored(Line.latest.channel(), 1, 1));
    vi.advanceTimersByTime(UNSAVED_AFTER * 2);
    expect(page().unsaved).toBe(true);
    Line.latest.say(stored(Line.latest.channel(), 2, 2));
    expect(page().unsaved).toBe(false);
  });

  it("is sent again after a resync", () => {
    write("one");
    const channel = Line.latest.channel();
    Line.latest.say(messageFrame(FRAME.refused, { channel, error: "resync", message: "Again." }));
    vi.advanceTimersByTime(1_000);
    Line.latest.accept(server, 0, []);
    expect(Line.latest.channel()).not.toBe(channel);
    store(Line.latest);
    expect(textOf(server).toJSON()).toBe("one");
  });

  it("is gone where the server refused it for good, and the page says so", () => {
    write("hostile");
    const channel = Line.latest.channel();
    Line.latest.say(messageFrame(FRAME.refused, { channel, error: "bad_update", message: "No." }));
    Line.latest.accept(server, 0);
    expect(page().refused).toBe("bad_update");
    expect(textOf(page().doc).toJSON()).toBe("");
    write("fine");
    expect(textOf(page().doc).toJSON()).toBe("fine");
  });
});

describe("what others write", () => {
  const hear = (seq: number, ...updates: Uint8Array[]) =>
    Line.latest.say(data(FRAME.updated, Line.latest.channel(), seq, updates));

  it("is shown once, however often it comes", () => {
    const [update = new Uint8Array()] = writtenBy(server, "hello");
    hear(1, update);
    hear(1, update, update);
    expect(textOf(page().doc).toJSON()).toBe("hello");
    vi.advanceTimersByTime(1_000);
    expect(Line.latest.updates()).toEqual([]);
  });

  it("is shown in its order, in whatever order it comes", () => {
    const [one, two, three] = writtenBy(server, "one ", "two ", "three");
    hear(3, three ?? new Uint8Array());
    expect(textOf(page().doc).toJSON()).toBe("");
    hear(2, two ?? new Uint8Array());
    hear(1, one ?? new Uint8Array());
    expect(textOf(page().doc).toJSON()).toBe("one two three");
  });

  it("that came while the line was lost comes with the next one, beside the own", () => {
    write("mine ");
    Line.latest.lose();
    const updates = writtenBy(server, "theirs");
    updates.forEach((update) => Y.applyUpdate(server, update));
    vi.advanceTimersByTime(10_000);
    Line.latest.accept(server, 1, updates);
    store(Line.latest);
    expect(textOf(page().doc).toJSON()).toBe(textOf(server).toJSON());
    expect(textOf(server).toJSON()).toContain("mine ");
    expect(textOf(server).toJSON()).toContain("theirs");
  });
});
