import { MantineProvider } from "@mantine/core";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { startTranslation } from "../../../locales/i18n";
import { FakeUpload } from "../../../testing/fakeUpload";
import { newRoomSession } from "../../../testing/newRoomSession";
import { FakeSocket } from "../../../testing/fakeSocket";
import { person, snapshot } from "../../../testing/room";
import { completeRoomWindow } from "../../../testing/roomWindow";
import type { Notice } from "../../feature";
import type { ChatMessage, ChatSlice, Person } from "../../protocol.generated";
import { Room } from "../../Room";
import type { RoomSession } from "../../session";
import { chatService } from "./chatService";
import { chat, selectUnread } from "./chatSlice";

/** What is loaded on demand takes its time on a busy machine. */
const PATIENT = { timeout: 30_000 };

let session: RoomSession;
let notices: Notice[];
let seq: number;

const server = () => FakeSocket.latest;
const state = () => chat.of(session.room.getState());
const texts = () => state().messages.map(({ text }) => text);
const sent = (type: string) => server().sent.filter((command) => command.type === type);
/** The commands of this type, once there are so many. */
const commands = async (type: string, count = 1) => {
  await vi.waitFor(() => expect(sent(type)).toHaveLength(count));
  return sent(type);
};
const service = () => chatService.of(session);
const unread = () => selectUnread(session.room.getState());

const message = (number: number, change: Partial<ChatMessage> = {}): ChatMessage => ({
  id: `m${number}`,
  number,
  key: `k${number}`,
  personId: "ann",
  name: "Ann",
  guest: false,
  audience: "all",
  recipient: null,
  text: `text ${number}`,
  sentAt: `2030-01-01T10:${String(number % 60).padStart(2, "0")}:00Z`,
  edited: false,
  deleted: false,
  replyTo: null,
  reactions: [],
  earlier: false,
  file: null,
  results: null,
  ...change,
});

function enter(slice: Partial<ChatSlice> = {}, you: Partial<Person> = {}) {
  session = newRoomSession();
  notices = [];
  seq = 100;
  session.onNotice((notice) => notices.push(notice));
  session.start();
  server().accept();
  welcome(slice, you);
}

function welcome(slice: Partial<ChatSlice> = {}, you: Partial<Person> = {}) {
  const me = person("you", you);
  const first = snapshot({
    seq,
    you: me,
    people: [me, person("ann", { name: "Ann" }), person("bob", { name: "Bob" })],
  });
  first.slices.chat = { open: true, earlier: false, files: true, messages: [], older: false, ...slice };
  server().say(first);
}

function happens(...events: object[]) {
  const all = events.map((event) => ({ seq: (seq += 1), at: "2030-01-01T10:06:00Z", by: null, ...event }));
  act(() => server().say({ type: "events", seq, events: all, peopleTotal: 3 } as never));
}

const says = (number: number, change: Partial<ChatMessage> = {}) =>
  happens({ type: "messageSent", message: message(number, change) });

beforeAll(startTranslation);
beforeEach(() => {
  completeRoomWindow();
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  session.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("what the page knows", () => {
  it("is the last page, what comes, and pages before it", () => {
    enter({ messages: [message(11), message(12)], older: true });
    says(13);
    expect(texts()).toEqual(["text 11", "text 12", "text 13"]);
    service().loadOlder();
    service().loadOlder();
    expect(sent("listMessages")).toMatchObject([{ before: 11 }]);
    act(() => server().say({ type: "chatPage", before: 11, messages: [message(9), message(10)], older: false }));
    expect(texts()).toEqual(["text 9", "text 10", "text 11", "text 12", "text 13"]);
    service().loadOlder();
    expect(sent("listMessages")).toHaveLength(1);
  });

  it("follows edits, deletions and their quotes", () => {
    const quote = { id: "m1", number: 1, personId: "ann", name: "Ann", text: "text 1", deleted: false };
    enter({ messages: [message(1), message(2, { replyTo: quote })] });
    happens({ type: "messageChanged", id: "m1", number: 1, text: "better", deleted: false });
    expect(state().messages[0]).toMatchObject({ text: "better", edited: true });
    expect(state().messages[1]?.replyTo?.text).toBe("better");
    happens({ type: "messageReacted", id: "m1", number: 1, personId: "bob", emoji: "heart", on: true, count: 2 });
    happens({ type: "messageChanged", id: "m1", number: 1, text: "", deleted: true });
    expect(state().messages[0]).toMatchObject({ text: "", deleted: true, reactions: [] });
    expect(state().messages[1]?.replyTo).toMatchObject({ text: "", deleted: true });
  });

  it("knows which reactions are one's own", () => {
    enter({ messages: [message(1, { reactions: [{ emoji: "heart", count: 1, mine: true }] })] });
    happens({ type: "messageReacted", id: "m1", number: 1, personId: "bob", emoji: "heart", on: true, count: 2 });
    happens({ type: "messageReacted", id: "m1", number: 1, personId: "you", emoji: "clap", on: true, count: 1 });
    expect(state().messages[0]?.reactions).toEqual([
      { emoji: "clap", count: 1, mine: true },
      { emoji: "heart", count: 2, mine: true },
    ]);
    happens({ type: "messageReacted", id: "m1", number: 1, personId: "you", emoji: "clap", on: false, count: 0 });
    expect(state().messages[0]?.reactions).toEqual([{ emoji: "heart", count: 2, mine: true }]);
  });

  it("forgets earlier runs when they are closed, and everything that a new role may not see", () => {
    enter({ earlier: true, messages: [message(1, { earlier: true }), message(2)] });
    happens({ type: "chatChanged", open: true, earlier: false });
    expect(texts()).toEqual(["text 2"]);
    happens({ type: "chatChanged", open: false, earlier: true });
    expect(state()).toMatchObject({ open: false, older: true });
    welcome({ messages: [message(3)] }, { role: "attendee" });
    expect(texts()).toEqual(["text 3"]);
  });

  it("stays small while nobody looks", () => {
    enter();
    for (let number = 1; number <= 401; number += 1) says(number);
    expect(state().messages).toHaveLength(200);
    expect(state()).toMatchObject({ older: true });
    expect(texts().at(-1)).toBe("text 401");
  });

  it("loses nothing while the person looks at messages above the newest", () => {
    enter();
    for (let number = 1; number <= 400; number += 1) says(number);
    service().markRead();
    service().readAbove(true);
    says(401);
    expect(texts()[0]).toBe("text 1");
    service().readAbove(false);
    says(402);
    expect(state().messages).toHaveLength(200);
  });
});

describe("what is new", () => {
  it("is counted, but not what was there before or is one's own, and a reload remembers it", () => {
    enter({ messages: [message(1), message(2)] });
    expect(unread()).toBe(0);
    says(3);
    says(4, { personId: "you" });
    expect(unread()).toBe(1);
    session.stop();
    enter({ messages: [message(1), message(2), message(3), message(4, { personId: "you" })] });
    expect(unread()).toBe(1);
    service().look(true);
    expect(state().lineAt).toBe(2);
    service().markRead();
    expect(unread()).toBe(0);
    session.stop();
    enter({ messages: [message(3), message(4)] });
    expect(unread()).toBe(0);
  });

  it("is told: the first at once, many together, and aloud while the panel is open", () => {
    vi.useFakeTimers();
    enter();
    says(1, { text: "hello\nall" });
    says(2, { audience: "person", recipient: { id: "you", name: "you" } });
    says(3, { personId: "you" });
    says(4);
    expect(notices).toEqual([{ tone: "shown", text: "chat.notice_all", values: { name: "Ann", text: "hello all" } }]);
    vi.advanceTimersByTime(5_000);
    expect(notices[1]).toEqual({ tone: "shown", text: "chat.newMessages", values: { count: 2 } });
    vi.advanceTimersByTime(5_000);
    service().look(true);
    says(5, { audience: "presenters" });
    expect(notices[2]).toMatchObject({ tone: "spoken", text: "chat.notice_presenters" });
    expect(notices).toHaveLength(3);
  });
});

describe("sending", () => {
  it("shows the message at once, and once it has come only that", async () => {
    enter();
    service().write({ text: "  hello  " });
    service().submit();
    const [command] = await commands("sendMessage");
    expect(command).toMatchObject({ text: "hello", audience: "all", personId: null, replyTo: null });
    expect(state().outgoing).toMatchObject([{ text: "hello", state: "sending" }]);
    says(1, { personId: "you", key: state().outgoing[0]?.key ?? "" });
    expect(state().outgoing).toEqual([]);
    expect(service().draft.getState().text).toBe("");
    server().say({ type: "done", ref: command?.ref as number });
    await vi.waitFor(() => expect(texts()).toEqual(["text 1"]));
  });

  it("that fails is shown as such, and tried again under the same key", async () => {
    enter();
    service().write({ text: "hello" });
    service().submit();
    const [command] = await commands("sendMessage");
    server().say({ type: "refused", ref: command?.ref as number, error: "not_allowed", message: "No." });
    await vi.waitFor(() => expect(state().outgoing).toMatchObject([{ state: "failed" }]));
    const [failed] = state().outgoing;
    if (failed) service().retry(failed);
    expect((await commands("sendMessage", 2))[1]).toMatchObject({ key: failed?.key, text: "hello" });
    if (failed) service().discard(failed);
    expect(state().outgoing).toEqual([]);
    expect(service().draft.getState().text).toBe("hello");
  });

  it("answers where the message went", async () => {
    enter();
    service().reply(message(1, { audience: "person", recipient: { id: "you", name: "you" } }));
    expect(service().draft.getState().target).toEqual({ audience: "person", person: { id: "ann", name: "Ann" } });
    service().reply(message(2, { personId: "you", audience: "person", recipient: { id: "bob", name: "Bob" } }));
    expect(service().draft.getState().target.person).toEqual({ id: "bob", name: "Bob" });
    service().write({ text: "yes" });
    service().submit();
    expect(await commands("sendMessage")).toMatchObject([{ audience: "person", personId: "bob", replyTo: "m2" }]);
    expect(service().draft.getState()).toMatchObject({ replyTo: null, target: { audience: "person" } });
  });

  it("edits, and goes on with what was being written", async () => {
    enter({ messages: [message(1, { personId: "you" }), message(2)] });
    service().write({ text: "half a sen" });
    const own = service().lastOwn();
    expect(own?.id).toBe("m1");
    if (own) service().edit(own);
    service().write({ text: "better" });
    service().submit();
    expect(await commands("editMessage")).toMatchObject([{ id: "m1", text: "better" }]);
    expect(service().draft.getState()).toMatchObject({ text: "half a sen", editing: null });
  });
});

describe("the panel", () => {
  const open = async () => {
    render(
      <MantineProvider env="test">
        <Room session={session} />
      </MantineProvider>,
    );
    fireEvent.click(await screen.findByRole("button", { name: "Chat" }, PATIENT));
    return await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Message" }, PATIENT);
  };

  it("sends by Enter, not while a word is composed nor with Shift, and keeps the draft", async () => {
    enter();
    const field = await open();
    fireEvent.change(field, { target: { value: "こんにちは" } });
    fireEvent.keyDown(field, { key: "Enter", isComposing: true });
    fireEvent.keyDown(field, { key: "Enter", keyCode: 229 });
    fireEvent.keyDown(field, { key: "Enter", shiftKey: true });
    expect(sent("sendMessage")).toEqual([]);
    fireEvent.click(screen.getByRole("button", { name: "Chat" }));
    fireEvent.click(screen.getByRole("button", { name: "Chat" }));
    const again = await screen.findByRole("textbox", { name: "Message" }, PATIENT);
    expect((again as HTMLTextAreaElement).value).toBe("こんにちは");
    fireEvent.keyDown(again, { key: "Enter" });
    expect(await commands("sendMessage")).toMatchObject([{ text: "こんにちは" }]);
  });

  it("shows what people write as it is, in groups", async () => {
    enter({
      messages: [
        message(1, { text: "<img src=x onerror=alert(1)>" }),
        message(2, { text: "one more" }),
        message(3, { audience: "presenters", text: "among us" }),
        message(4, { personId: "you", audience: "person", recipient: { id: "bob", name: "Bob" }, text: "secret" }),
        message(5, { deleted: true, text: "" }),
      ],
    });
    await open();
    const log = screen.getByRole("log", { name: "Messages" });
    expect(log.querySelector("img")).toBeNull();
    const rows = within(log).getAllByRole("article");
    expect(rows).toHaveLength(5);
    expect(rows.map((row) => row.querySelector("header") !== null)).toEqual([true, false, true, true, true]);
    expect(within(log).getByText("Only to Bob")).toBeTruthy();
    expect(within(log).getByText("To hosts and presenters")).toBeTruthy();
    expect(within(log).getByText("Message deleted")).toBeTruthy();
    await waitFor(() => expect(unread()).toBe(0));
  });

  it("tells where the person reads above the newest message", async () => {
    enter({ messages: [message(1), message(2)] });
    await open();
    const log = screen.getByRole("log", { name: "Messages" });
    Object.defineProperties(log, { scrollHeight: { value: 900 }, clientHeight: { value: 300 } });
    says(3);
    for (const [top, above] of [
      [100, true],
      [600, false],
    ] as const) {
      log.scrollTop = top;
      fireEvent.scroll(log);
      expect(state().readsAbove).toBe(above);
    }
  });

  it("is one message's parts to Tab: those of the newest, then of the one that was reached by arrows", async () => {
    const replyTo = { id: "m1", number: 1, personId: "p2", name: "Bob", text: "Where is it?", deleted: false };
    const text = "see https://example.org/brochure";
    enter({ messages: [1, 2, 3].map((number) => message(number, { text, replyTo })) });
    await open();
    const rows = within(screen.getByRole("log", { name: "Messages" })).getAllByRole("article");
    const reached = () =>
      rows.map((row) => [...row.querySelectorAll("a, button")].map((part) => part.getAttribute("tabindex")));
    const [apart, inReach] = [
      ["-1", "-1", "-1"],
      [null, null, null],
    ];
    expect(reached()).toEqual([apart, apart, inReach]);
    act(() => rows[2]?.focus());
    fireEvent.keyDown(rows[2] as Element, { key: "ArrowUp" });
    expect(document.activeElement).toBe(rows[1]);
    expect(reached()).toEqual([apart, inReach, apart]);
    fireEvent.click(within(rows[1] as HTMLElement).getByRole("button", { name: /^Actions/ }));
    const emoji = await screen.findByRole("menuitem", { name: "Thumbs up" });
    emoji.focus();
    // Side by side, they are reached as such.
    fireEvent.keyDown(emoji, { key: "ArrowRight" });
    expect(document.activeElement).toBe(screen.getByRole("menuitem", { name: "Heart" }));
  });

  it("draws the results of a poll, which can be copied and deleted, not edited", async () => {
    const results: ChatMessage["results"] = {
      kind: "single",
      question: "Which <b>soup</b>?",
      answers: ["Pea", "Tomato"],
      anonymous: true,
      voters: 4,
      votes: [1, 3],
      correct: [1],
      comments: [],
      more: 0,
    };
    enter({ messages: [message(1, { personId: "you", text: "", results })] }, { role: "host" });
    await open();
    const group = within(screen.getByRole("group", { name: "Poll results: Which <b>soup</b>?" }));
    const bars = within(group.getByRole("list", { name: "Results" })).getAllByRole("listitem");
    expect(bars.map((bar) => bar.textContent)).toEqual(["Pea25% 1 vote", "Tomato75% 3 votes Right answer"]);
    expect(group.getByText("4 people have voted · Anonymous")).toBeTruthy();
    expect(service().lastOwn()).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Actions for the message from You" }));
    expect(await screen.findByRole("menuitem", { name: "Copy text" })).toBeTruthy();
    expect(screen.queryByRole("menuitem", { name: "Edit" })).toBeNull();
    expect(screen.getByRole("menuitem", { name: /^Delete/ })).toBeTruthy();
    happens({ type: "messageChanged", id: "m1", number: 1, text: "", deleted: true });
    expect(screen.queryByRole("list", { name: "Results" })).toBeNull();

    const words = {
      ...results,
      kind: "text" as const,
      answers: [],
      votes: [],
      comments: ["<i>More</i> salt"],
      more: 2,
    };
    says(2, { text: "", results: words });
    expect(screen.getByRole("list", { name: "Answers" }).textContent).toBe("<i>More</i> salt");
    expect(screen.getByText(/^and 2 more answers · 4 people/)).toBeTruthy();
    expect(notices.at(-1)).toMatchObject({ tone: "spoken", text: "chat.notice_results", values: { name: "Ann" } });
  });

  it("says that the chat is closed, but not to those who lead", async () => {
    enter({ open: false }, { role: "presenter" });
    await open();
    expect(screen.getByText("The chat is closed: only hosts and presenters can write.")).toBeTruthy();
    act(() => welcome({ open: false }, { role: "attendee" }));
    expect(screen.queryByRole("textbox", { name: "Message" })).toBeNull();
    expect(screen.getByText("The host has closed the chat. You can still read it.")).toBeTruthy();
  });

  const plan = new File(["%PDF-1.7"], "Plan <1>.pdf", { type: "application/pdf" });
  const drop = (target: Element, ...files: File[]) => {
    const dataTransfer = { files, types: ["Files"] };
    fireEvent.dragEnter(target, { dataTransfer });
    return fireEvent.drop(target, { dataTransfer });
  };

  it("sends files that are chosen, pasted and dropped one after the other, and saves those of others", async () => {
    vi.stubGlobal("XMLHttpRequest", FakeUpload);
    FakeUpload.all = [];
    enter({ messages: [message(1, { text: "", file: { name: "Map.png", size: 2_400_000, kind: "image" } })] });
    const field = await open();
    expect(screen.getByText("2.4 MB")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Download Map.png" }));
    expect(await commands("getChatFile")).toMatchObject([{ id: "m1" }]);

    act(() => service().writeTo({ id: "ann", name: "Ann" }));
    fireEvent.paste(field, { clipboardData: { files: [plan] } });
    drop(screen.getByRole("log", { name: "Messages" }), new File(["x"], "Second.pdf"));
    await vi.waitFor(() => expect(FakeUpload.all).toHaveLength(1));
    const first = FakeUpload.latest;
    expect(first.url.pathname).toBe("/api/v1/room/chat/files");
    const { key, ...query } = Object.fromEntries(first.url.searchParams);
    expect(query).toEqual({ name: "Plan <1>.pdf", audience: "person", personId: "ann" });
    expect(first.headers.authorization).toMatch(/^Bearer ./);
    act(() => first.progress(1, 2));
    const sending = screen.getByRole("progressbar", { name: "Plan <1>.pdf is being sent" });
    expect(sending.getAttribute("aria-valuenow")).toBe("50");
    act(() => first.answer(204));
    await vi.waitFor(() => expect(FakeUpload.all).toHaveLength(2));
    says(2, { key: key ?? "", personId: "you", text: "", file: { name: "Plan <1>.pdf", size: 8, kind: "pdf" } });
    expect(screen.getByRole("button", { name: "Download Plan <1>.pdf" })).toBeTruthy();

    act(() => FakeUpload.latest.answer(413, { error: "too_large" }));
    expect(await screen.findByText("The file is too large for this server.")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    await vi.waitFor(() => expect(FakeUpload.all).toHaveLength(3));
    expect(FakeUpload.latest.url.searchParams.get("key")).toBe(FakeUpload.all[1]?.url.searchParams.get("key"));
    fireEvent.click(screen.getByRole("button", { name: "Stop sending Second.pdf" }));
    expect(FakeUpload.latest.aborted).toBe(true);
    await waitFor(() => expect(state().outgoing).toEqual([]));
  });

  it("takes no files where the host has switched them off, but those of the ones who lead", async () => {
    enter({ files: false }, { role: "attendee" });
    await open();
    expect(screen.queryByRole("button", { name: "Send files" })).toBeNull();
    // Nor does the browser open it in place of the meeting.
    expect(drop(screen.getByRole("log", { name: "Messages" }), plan)).toBe(false);
    expect(state().outgoing).toEqual([]);
    act(() => welcome({ files: false }, { role: "presenter" }));
    expect(await screen.findByRole("button", { name: "Send files" })).toBeTruthy();
    happens({ type: "chatChanged", open: true, earlier: false, files: true });
    expect(state().files).toBe(true);
  });

  it("loses the file of a message that is deleted, and quotes its name", async () => {
    enter({ messages: [message(1, { text: "", file: { name: "Map.png", size: 900, kind: "image" } })] });
    await open();
    act(() => service().reply(message(1, { text: "", file: { name: "Map.png", size: 900, kind: "image" } })));
    expect(screen.getAllByText("Map.png")).toHaveLength(2);
    happens({ type: "messageChanged", id: "m1", number: 1, text: "", deleted: true });
    expect(screen.queryByRole("button", { name: "Download Map.png" })).toBeNull();
    expect(state().messages[0]?.file).toBeNull();
  });
});
