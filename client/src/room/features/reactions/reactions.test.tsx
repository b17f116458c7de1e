import { MantineProvider } from "@mantine/core";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";

import { startTranslation } from "../../../locales/i18n";
import { newRoomSession } from "../../../testing/newRoomSession";
import { FakeSocket } from "../../../testing/fakeSocket";
import { person, snapshot } from "../../../testing/room";
import { completeRoomWindow } from "../../../testing/roomWindow";
import type { Person, Reaction } from "../../protocol.generated";
import { Room } from "../../Room";
import type { RoomSession } from "../../session";
import { reactions } from "./reactions";

let session: RoomSession;
const server = () => FakeSocket.latest;
const sent = () => server().sent.filter(({ type }) => type === "react" || type === "setReactions");
const state = () => reactions.of(session.room.getState());

function enter(you: Partial<Person> = {}) {
  session = newRoomSession();
  session.start();
  server().accept();
  const me = person("you", you);
  server().say(snapshot({ you: me, people: [me, person("ann", { name: "Ann" })] }));
}

const reacts = (emoji: Reaction["emoji"], personId = "ann") =>
  act(() => server().say({ type: "passing", messages: [{ type: "reaction", personId, emoji }] }));

const switched = (seq: number, allowed: boolean) =>
  act(() =>
    server().say({
      type: "events",
      seq,
      events: [{ type: "reactionsChanged", seq, at: "2030-01-01T10:06:00Z", by: null, allowed }],
      peopleTotal: 2,
    }),
  );

beforeAll(startTranslation);
beforeEach(completeRoomWindow);
afterEach(() => {
  cleanup();
  session.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a reaction", () => {
  beforeEach(() => void vi.useFakeTimers());

  it("is seen for five seconds and counts for ten", () => {
    enter();
    reacts("clap");
    expect(state().shown.get("ann")?.emoji).toBe("clap");
    vi.advanceTimersByTime(5_500);
    expect(state().shown.size).toBe(0);
    expect(state().lately).toHaveLength(1);
    vi.advanceTimersByTime(5_000);
    expect(state().lately).toHaveLength(0);
    const passed = state();
    vi.advanceTimersByTime(5_000);
    expect(state()).toBe(passed);
  });

  it("takes the place of the one before, of the same person alone", () => {
    enter();
    reacts("clap");
    reacts("heart");
    reacts("party", "you");
    expect([...state().shown].map(([id, { emoji }]) => [id, emoji])).toEqual([
      ["ann", "heart"],
      ["you", "party"],
    ]);
  });

  it("is read aloud, a few of many, and never one's own", () => {
    enter();
    const heard: unknown[] = [];
    session.onNotice(({ text, values }) => heard.push([text, values]));
    reacts("heart", "you");
    for (let count = 0; count < 5; count += 1) reacts("laugh");
    reacts("clap", "unknown");
    expect(heard).toEqual([
      ["reactions.from_laugh", { name: "Ann" }],
      ["reactions.from_laugh", { name: "Ann" }],
    ]);
  });
});

describe("in the room", () => {
  const open = async () => {
    const { container } = render(
      <MantineProvider env="test">
        <Room session={session} />
      </MantineProvider>,
    );
    await waitFor(() => expect(container.querySelectorAll("figure")).toHaveLength(2));
  };

  it("the control offers six, which arrow keys reach, and stays open", async () => {
    enter();
    await open();
    fireEvent.click(screen.getByRole("button", { name: "Reactions" }));
    const six = within(await screen.findByRole("group", { name: "Reactions" })).getAllByRole("button");
    expect(six.map((one) => one.getAttribute("aria-label"))).toEqual([
      "Thumbs up",
      "Clapping",
      "Heart",
      "Laughing",
      "Surprised",
      "Celebrating",
    ]);
    six[0]?.focus();
    fireEvent.keyDown(six[0] as HTMLElement, { key: "ArrowLeft" });
    expect(document.activeElement).toBe(six[5]);
    fireEvent.keyDown(six[5] as HTMLElement, { key: "ArrowRight" });
    expect(document.activeElement).toBe(six[0]);
    fireEvent.click(six[1] as HTMLElement);
    fireEvent.click(six[1] as HTMLElement);
    expect(sent()).toMatchObject([{ emoji: "clap" }, { emoji: "clap" }]);
    expect(screen.getByRole("group", { name: "Reactions" })).toBeTruthy();
  });

  it("is over the picture and in the count", async () => {
    enter();
    await open();
    reacts("heart");
    reacts("heart");
    const tile = screen.getByRole("figure", { name: "Ann" });
    expect(within(tile).getByRole("img", { name: "Heart" }).textContent).toBe("❤️");
    const counts = screen.getByRole("list", { name: "Reactions in the last ten seconds" });
    expect(within(counts).getByRole("listitem").textContent).toBe("❤️ 2");
  });

  it("goes away for all when the host switches it off", async () => {
    enter({ role: "host" });
    await open();
    expect(screen.getByRole("button", { name: "Reactions" })).toBeTruthy();
    switched(11, false);
    expect(screen.queryByRole("button", { name: "Reactions" })).toBeNull();
    switched(12, true);
    expect(screen.getByRole("button", { name: "Reactions" })).toBeTruthy();
  });
});
