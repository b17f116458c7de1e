import { readdirSync } from "node:fs";
import { resolve } from "node:path";

import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { IconBell } from "@tabler/icons-react";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { lazy } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { startTranslation } from "../locales/i18n";
import { FakeSocket } from "../testing/fakeSocket";
import { MEETING, person, snapshot } from "../testing/room";
import { completeRoomWindow } from "../testing/roomWindow";
import { ControlButton } from "./controls/ControlButton";
import { defineFeature, defineService, type Notice, type RoomFeature, type Session } from "./feature";
import { LocalMedia } from "./media/local";
import type { Person } from "./protocol.generated";
import { registerFeatures, roomFeatures } from "./registry";
import { Room } from "./Room";
import { useRoom, useService, useSession, useSlice, useView } from "./roomContext";
import { RoomSession } from "./session";
import { defineSlice } from "./store/slice";
import { defineDialog, type DialogProps } from "./view/dialog";
import type { ServerMessage } from "./wire";

interface BellState {
  rings: readonly string[];
  heard: number;
  age: number;
}

const SILENT: BellState = { rings: [], heard: 0, age: 0 };

/** Not a feature of the room: what one is made of, each thing once. */
const bells = defineSlice("bells", {
  initial: SILENT,
  snapshot: (slice, state): BellState => ({ ...state, rings: (slice as { rings: string[] }).rings }),
  on: {
    personEntered: (state, { person: { name } }) => ({ ...state, rings: [...state.rings, name] }),
    ...({
      bellRang: (state: BellState, { at }: { at: string }) => ({ ...state, rings: [...state.rings, at] }),
    } as object),
  },
  tick: { interval: 1_000, next: (state) => (state.rings.length > 0 ? { ...state, age: state.age + 1 } : state) },
});

class BellRinger {
  running = false;
  readonly effects: string[] = [];
  start = () => void (this.running = true);
  stop = () => void (this.running = false);
  hello = () => ({ screen: true });
  constructor(readonly session: Session) {}
  ring = () => this.session.send({ type: "setHand", raised: true });
}

const ringer = defineService("bells", (session) => new BellRinger(session));
const notice = (name: string): Notice => ({
  tone: "shown",
  text: "notice.entered",
  values: { name: `Bell for ${name}` },
});

function BellControl() {
  const service = useService(ringer);
  return <ControlButton label="Ring" icon={IconBell} onClick={() => void service.ring()} />;
}

function BellPanel() {
  const session = useSession();
  const rings = useSlice(bells, ({ rings }) => rings);
  const heard = useSlice(bells, ({ heard }) => heard);
  const hear = () => bells.change(session.room, (state) => ({ ...state, heard: state.rings.length }));
  return (
    <button type="button" onClick={hear}>
      {rings.join(", ")} ({heard} heard)
    </button>
  );
}

function BellDialog({ subject, onClose }: DialogProps<Person>) {
  return subject && <button onClick={onClose}>Dialog about {subject.name}</button>;
}

const bellDialog = defineDialog("bells.about", BellDialog);

function BellInList({ person }: { person: Person }) {
  const view = useView();
  return <button onClick={() => view.open(bellDialog, person)}>Mark of {person.name}</button>;
}

function BellCount() {
  return <output>{useRoom((room) => bells.of(room).rings.length)} rings</output>;
}

const bellFeature = defineFeature({
  name: "bells",
  slice: bells,
  service: ringer,
  notices: { personEntered: ({ person: { name } }) => notice(name) },
  effects: {
    personEntered: ({ person: { name } }, session) => void ringer.of(session).effects.push(name),
    ...({
      bellRang: ({ at }: { at: string }, session: Session) => void ringer.of(session).effects.push(at),
    } as object),
  },
  panel: {
    order: 45,
    label: "controls.people",
    icon: IconBell,
    heading: "people.waiting",
    badge: (room) => bells.of(room).rings.length - bells.of(room).heard,
    shortcut: { key: "B", meaning: "help.people", order: 50 },
    Component: lazy(() => Promise.resolve({ default: BellPanel })),
  },
  controls: [{ order: 46, Component: BellControl }],
  topBar: [{ order: 40, side: "start", Component: BellCount }],
  banners: [{ order: 50, Component: () => <p>Bell banner</p> }],
  tileOverlays: [{ order: 20, Component: ({ personId }) => <i>Bell of {personId}</i> }],
  stageOverlays: [{ order: 20, Component: () => <p>Bell over the stage</p> }],
  personMarks: [{ order: 30, Component: BellInList }],
  peopleSections: [{ order: 20, Component: () => <p>Bell above the people</p> }],
  moderation: [{ order: 40, Component: () => <p>Bell for those who lead</p> }],
  settings: [{ order: 20, Component: () => <p>Bell settings</p> }],
  dialogs: [bellDialog],
});

it("all folders of features are registered, in a steady order", () => {
  const folders = readdirSync(resolve(import.meta.dirname, "features"));
  expect(roomFeatures.map(({ name }) => name)).toEqual(folders.sort());
});

describe("features that cannot live together", () => {
  const press = () => undefined;
  const withKey = (name: string): RoomFeature => ({
    name,
    shortcuts: [{ order: 1, key: "X", meaning: "help.hand", press }],
  });

  it.each([
    ["of one name", [{ name: "chat" }, { name: "chat" }], "Two features of the room have the feature chat."],
    ["with one key", [withKey("chat"), withKey("polls")], "Two features of the room have the key X."],
    [
      "with one dialog",
      [
        { name: "chat", dialogs: [bellDialog] },
        { name: "polls", dialogs: [bellDialog] },
      ],
      "Two features of the room have the dialog bells.about.",
    ],
    [
      "with the slice of another",
      [{ name: "chat", slice: bells }],
      "The feature chat has a part that is called bells.",
    ],
  ])("%s are refused", (_, features: RoomFeature[], message) => {
    expect(() => registerFeatures(features)).toThrow(message);
  });
});

describe("a feature that is registered and named nowhere else", () => {
  let session: RoomSession;
  const you = person("you", { role: "host" });
  const say = (message: unknown) =>
    act(async () => {
      FakeSocket.latest.say(message as ServerMessage);
      await Promise.resolve();
    });
  const enters = (seq: number, name: string) =>
    say({
      type: "events",
      seq,
      events: [{ type: "personEntered", seq, at: "2030-01-01T10:06:00Z", by: null, person: person(name, { name }) }],
      peopleTotal: seq - 9,
    });

  beforeEach(async () => {
    completeRoomWindow();
    await startTranslation();
    session = new RoomSession({
      token: "secret",
      title: "Spring review",
      local: new LocalMedia(),
      features: registerFeatures([...roomFeatures, bellFeature]),
      onClosed: () => undefined,
    });
    session.start();
    FakeSocket.latest.accept();
    const { slices, ...state } = snapshot({ you, meeting: { ...MEETING, startedAt: null } });
    await say({ ...state, slices: { ...slices, bells: { rings: ["Ann"] } } });
    const { container } = render(
      <MantineProvider env="test">
        <Notifications />
        <Room session={session} />
      </MantineProvider>,
    );
    await waitFor(() => expect(container.querySelectorAll("figure")).toHaveLength(1));
  });

  afterEach(() => {
    session.stop();
    cleanup();
    vi.unstubAllGlobals();
  });

  it("has its part of the state: by a snapshot, by events, each once", async () => {
    // How old they are is a matter of time: it ticks.
    expect(bells.of(session.room.getState())).toMatchObject({ rings: ["Ann"], heard: 0 });
    await enters(11, "Ben");
    await enters(11, "Ben");
    expect(bells.of(session.room.getState()).rings).toEqual(["Ann", "Ben"]);
    expect(ringer.of(session).effects).toEqual(["Ben"]);
    expect(screen.getByRole("status", { name: "" }).textContent).toBe("2 rings");
  });

  it("takes messages that pass", async () => {
    const messages = [{ type: "bellRang", at: "noon" }, { type: "unheardOf" }, { type: "bellRang", at: "midnight" }];
    await say({ type: "passing", messages });
    expect(bells.of(session.room.getState()).rings).toEqual(["Ann", "noon", "midnight"]);
    expect(ringer.of(session).effects).toEqual(["noon", "midnight"]);
    expect(session.room.getState().seq).toBe(10);
  });

  it("runs as long as the session, and sends commands of its own", async () => {
    expect(ringer.of(session).running).toBe(true);
    fireEvent.click(screen.getByRole("button", { name: "Ring" }));
    await waitFor(() => expect(FakeSocket.latest.sent.at(-1)).toMatchObject({ type: "setHand", raised: true }));
    session.stop();
    expect(ringer.of(session).running).toBe(false);
  });

  it("has a control with a number, and a panel that is loaded when it is opened", async () => {
    const control = document.querySelector('[aria-keyshortcuts="B"]');
    expect(control?.textContent).toBe("1");
    fireEvent.keyDown(window, { key: "b", code: "KeyB" });
    const panel = await screen.findByRole("complementary", { name: /Waiting/ });
    expect(control?.getAttribute("aria-expanded")).toBe("true");
    fireEvent.click(await within(panel).findByText("Ann (0 heard)"));
    expect(within(panel).getByText("Ann (1 heard)")).toBeTruthy();
    expect(control?.textContent).toBe("");
    fireEvent.keyDown(panel, { key: "Escape" });
    expect(screen.queryByRole("complementary", { name: /Waiting/ })).toBeNull();
  });

  it("is seen on the stage, above it and in the list of people", () => {
    for (const text of ["Bell banner", "Bell of you", "Bell over the stage"])
      expect(screen.getByText(text)).toBeTruthy();
    fireEvent.keyDown(window, { key: "p", code: "KeyP" });
    for (const text of ["Bell above the people", "Bell for those who lead"])
      expect(screen.getByText(text)).toBeTruthy();
    fireEvent.click(screen.getByText("Mark of you"));
    fireEvent.click(screen.getByText("Dialog about you"));
    expect(screen.queryByText("Dialog about you")).toBeNull();
  });

  it("is in the list of keys and in the settings", async () => {
    fireEvent.keyDown(window, { key: "?", code: "Slash" });
    const keys = await screen.findByRole("dialog");
    expect([...keys.querySelectorAll("dt")].map(({ textContent }) => textContent)).toContain("B");
    fireEvent.click(within(keys).getByLabelText("Close"));
    fireEvent.click(screen.getByRole("button", { name: "More" }));
    fireEvent.click(await screen.findByRole("button", { name: "Settings" }));
    expect(await screen.findByText("Bell settings")).toBeTruthy();
  });

  it("gives notices", async () => {
    await enters(11, "Ben");
    expect(await screen.findByText(/Bell for Ben/)).toBeTruthy();
  });

  it("is not disturbed by what this page does not know", async () => {
    const before = session.room.getState();
    await say({ type: "constructor", anything: 1 });
    expect(session.room.getState()).toBe(before);
    const unknown = { type: "toString", seq: 11, at: "2030-01-01T10:06:00Z", by: null };
    await say({ type: "events", seq: 11, events: [unknown], peopleTotal: 1 });
    expect(session.room.getState().slices).toBe(before.slices);
    expect(session.room.getState().seq).toBe(11);
  });

  it("is empty again in the lobby, where nothing of the room is heard", async () => {
    await say({ type: "inLobby", title: "Spring review" });
    await enters(11, "Ben");
    expect(bells.of(session.room.getState())).toBe(SILENT);
  });
});

it("a service adds to the first command, and time changes a slice only while the session runs", () => {
  vi.useFakeTimers();
  completeRoomWindow();
  const features = [bellFeature];
  const onClosed = () => undefined;
  const session = new RoomSession({ token: "secret", title: "", local: new LocalMedia(), features, onClosed });
  session.start();
  FakeSocket.latest.accept();
  expect(FakeSocket.latest.sent).toEqual([
    { type: "enter", token: "secret", lastSeq: null, peerId: null, answersProbes: true, screen: true },
  ]);
  const age = () => bells.of(session.room.getState()).age;
  const before = session.room.getState();
  vi.advanceTimersByTime(2_000);
  expect(session.room.getState()).toBe(before);
  bells.change(session.room, (state) => ({ ...state, rings: ["Ann"] }));
  vi.advanceTimersByTime(2_000);
  expect(age()).toBe(2);
  session.stop();
  vi.advanceTimersByTime(2_000);
  expect(age()).toBe(2);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
