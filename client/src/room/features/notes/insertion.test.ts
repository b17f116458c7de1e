import { Editor, type JSONContent } from "@tiptap/core";
import type { TFunction } from "i18next";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { createStore } from "zustand/vanilla";

import { DocumentLine, stored } from "../../../testing/documentLine";
import { FRAME, messageFrame } from "../../documents/frames";
import type { Session } from "../../feature";
import { insertSection, PATIENCE } from "./insertion";
import { notesOf } from "./notesDocument";
import { extensionsFor } from "./schema";
import { contentOf, TEMPLATES } from "./templates";

const SECTION = { heading: "Lunch?\n", list: ["Rice: 1 vote", "<b>Soup</b>: 3 votes"], paragraphs: ["4 people voted"] };

const paragraph = (text?: string) => ({
  type: "paragraph",
  ...(text === undefined ? {} : { content: [{ type: "text", text }] }),
});
const item = (text: string) => ({ type: "listItem", content: [paragraph(text)] });
const INSERTED = [
  { type: "heading", attrs: { level: 3 }, content: [{ type: "text", text: "Lunch?" }] },
  { type: "bulletList", content: [item("Rice: 1 vote"), item("<b>Soup</b>: 3 votes")] },
  paragraph("4 people voted"),
];

let session: Session;
let server: Y.Doc;
const page = () => notesOf(session).state.getState();
const line = () => DocumentLine.latest;
const store = () => {
  vi.advanceTimersByTime(100);
  line()
    .updates()
    .forEach((update) => Y.applyUpdate(server, update));
  line().say(stored(line().channel(), line().updates().length, line().updates().length));
};

/** What the editor makes of the document. */
function shown(): object[] {
  const editor = new Editor({ extensions: extensionsFor(page(), { task: (text) => text }), content: "" });
  const { content } = editor.getJSON();
  editor.destroy();
  return JSON.parse(JSON.stringify(content)) as object[];
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Object.assign(DocumentLine, { OPEN: 1 }));
  DocumentLine.all = [];
  server = new Y.Doc();
  session = {
    token: "secret",
    status: createStore(() => "online"),
    room: createStore(() => ({ peerId: "p1" })),
  } as unknown as Session;
});

afterEach(() => {
  notesOf(session).destroy();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a section that is put into the notes", () => {
  it("waits for the notes, is what the editor would have written, and is said to be there once it is stored", async () => {
    const put = insertSection(session, SECTION);
    line().accept(server, 0);
    let done: boolean | null = null;
    void put.then((value) => (done = value));
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toBeNull();
    store();
    expect(await put).toBe(true);
    expect(shown()).toMatchObject(INSERTED);
    expect(server.getXmlFragment("notes").length).toBe(3);
  });

  it("stands before the empty line at the end, behind what others wrote", async () => {
    const written = (text?: string) => {
      const element = new Y.XmlElement("paragraph");
      if (text !== undefined) element.insert(0, [new Y.XmlText(text)]);
      return element;
    };
    server.getXmlFragment("notes").insert(0, [written("Hello"), written()]);
    const put = insertSection(session, SECTION);
    line().accept(server, 1);
    await vi.advanceTimersByTimeAsync(0);
    store();
    expect(await put).toBe(true);
    expect(shown()).toMatchObject([paragraph("Hello"), ...INSERTED, paragraph()]);
  });

  it.each(["never come", "may not be written", "are gone", "refuse it"])(
    "is not there where the notes %s",
    async (why) => {
      const put = insertSection(session, SECTION);
      const answer = (type: number, body: object) =>
        line().say(messageFrame(type, { channel: line().channel(), ...body }));
      if (why !== "never come") {
        line().accept(server, 0);
        if (why === "may not be written") answer(FRAME.opened, { documentId: "d1", mayWrite: false });
        if (why === "are gone") answer(FRAME.refused, { error: "unknown_document", message: "" });
        await vi.advanceTimersByTimeAsync(100);
        if (why === "refuse it") answer(FRAME.refused, { error: "bad_update", message: "" });
      }
      await vi.advanceTimersByTimeAsync(PATIENCE);
      expect(await put).toBe(false);
    },
  );
});

describe("a template", () => {
  const outline = (blocks: JSONContent[]) =>
    blocks.map(({ type, content = [] }) => [type, content.map(({ text }) => text).join("")]);

  it.each(TEMPLATES)("of %s is what notes can hold, and is there for all as a whole", async (template) => {
    const begun = notesOf(session);
    line().accept(server, 0);
    await vi.advanceTimersByTimeAsync(0);
    const content = contentOf(template, ((key: string) => key) as unknown as TFunction);
    const editor = new Editor({ extensions: extensionsFor(begun.state.getState(), { task: (text) => text }) });
    editor.chain().focus("end").insertContent(content).run();
    editor.destroy();
    store();
    expect(outline((shown() as JSONContent[]).slice(-content.length))).toEqual(outline(content));
    expect(server.getXmlFragment("notes").length).toBeGreaterThanOrEqual(content.length);
  });
});
