import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { createStore } from "zustand/vanilla";

import { data, DocumentLine as Line, stored } from "../../testing/documentLine";
import type { Session } from "../feature";
import { FRAME, MAX_UPDATE_BYTES, messageFrame } from "./frames";
import { SharedDocument, UNSAVED_AFTER } from "./sharedDocument";

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
let session: Session;

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
  session = {
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

  it("is sent when the line is back though nobody looks at the document any more, and then it is closed", async () => {
    write("one ");
    const first = Line.latest;
    first.lose();
    write("two");
    document.release();
    vi.advanceTimersByTime(10_000);
    expect(Line.latest).not.toBe(first);
    Line.latest.accept(server, 0, []);
    store(Line.latest);
    expect(textOf(server).toJSON()).toBe("one two");
    const closings = () => Line.latest.heard.filter((frame) => frame[0] === FRAME.close);
    expect(closings()).toEqual([]);
    Line.latest.say(stored(Line.latest.channel(), 1, 1));
    await vi.advanceTimersByTimeAsync(0);
    expect(closings()).toHaveLength(1);
  });

  it("is sent in several parts where it is longer than the server takes, again after the line was lost", () => {
    const words = ["a", "b", "c", "d"].map((letter) => letter.repeat(100_000));
    for (const word of words) textOf(page().doc).insert(textOf(page().doc).length, word);
    vi.advanceTimersByTime(100);
    expect(Line.latest.updates().map((one) => one.length < MAX_UPDATE_BYTES)).toEqual([true, true]);
    Line.latest.lose();
    vi.advanceTimersByTime(10_000);
    Line.latest.accept(server, 0, []);
    expect(Line.latest.updates()).toHaveLength(2);
    store(Line.latest);
    expect(textOf(server).toJSON()).toBe(words.join(""));
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

describe("a document that nobody has begun", () => {
  const begin = () => {
    document.destroy();
    document = new SharedDocument(session, "drawing", "talk:1", undefined, { begun: false });
    document.allow(true);
  };
  const asked = () => Line.all.flatMap(({ heard }) => heard).filter((frame) => frame[0] === FRAME.open).length;

  it("is not asked for while it is looked at", () => {
    begin();
    vi.advanceTimersByTime(60_000);
    expect(asked()).toBe(1);
    expect(page().status).toBe("unbegun");
    expect(page().unsaved).toBe(false);
  });

  it("is made by what is written, which is sent as soon as it is there", () => {
    begin();
    write("first ");
    write("second");
    expect(page().status).toBe("loading");
    Line.latest.accept(server, 0);
    expect(page().status).toBe("ready");
    store(Line.latest);
    expect(textOf(server).toJSON()).toBe("first second");
  });

  it("is opened when others have made it, with what they wrote", () => {
    begin();
    writtenBy(server, "theirs").forEach((update) => Y.applyUpdate(server, update));
    document.begin();
    document.begin();
    Line.latest.accept(server, 1);
    expect(asked()).toBe(2);
    expect(textOf(page().doc).toJSON()).toBe("theirs");
    expect(Line.latest.updates()).toEqual([]);
  });

  it("is not written by those who may not", () => {
    begin();
    document.allow(false);
    write("no");
    expect(asked()).toBe(1);
    expect(page().status).toBe("unbegun");
  });
});
