// Before React, whose commits it watches.
import { newRoomSession } from "../testing/newRoomSession";
import { countRenders } from "../testing/countRenders";

import { MantineProvider } from "@mantine/core";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { startTranslation } from "../locales/i18n";
import { FakeSocket } from "../testing/fakeSocket";
import { MEETING, person, snapshot } from "../testing/room";
import { completeRoomWindow } from "../testing/roomWindow";
import { type RoomMedia, roomMedia } from "./features/media/roomMedia";
import type { Person } from "./protocol.generated";
import { Room } from "./Room";
import type { RoomSession } from "./session";
import type { RoomEvent } from "./wire";

const rendered = countRenders();

const YOU = person("you", { role: "host", enteredAt: "2030-01-01T09:00:00Z" });
/** Without a time of start no clock runs, which would draw itself every second. */
const NOT_STARTED = { ...MEETING, startedAt: null };
const PEOPLE = [YOU, ...Array.from({ length: 49 }, (_, at) => person(`p${at}`, { name: `Person ${at}` }))];
let session: RoomSession;
let media: RoomMedia;
let seq: number;

/** What the server sends about one thing that happened; returns what is drawn because of it. */
async function happens(event: Record<string, unknown>): Promise<string[]> {
  rendered();
  seq += 1;
  const one = { seq, at: "2030-01-01T10:06:00Z", by: null, ...event } as unknown as RoomEvent;
  await act(async () => {
    FakeSocket.latest.say({ type: "events", seq, events: [one], peopleTotal: PEOPLE.length });
    await Promise.resolve();
  });
  return rendered();
}

const updated = (id: string, change: Partial<Person>) =>
  happens({ type: "personUpdated", person: { ...PEOPLE.find((one) => one.id === id), ...change } });

beforeEach(async () => {
  completeRoomWindow();
  await startTranslation();
  seq = 10;
  session = newRoomSession();
  media = roomMedia.of(session);
  session.start();
  FakeSocket.latest.accept();
  FakeSocket.latest.say(snapshot({ you: YOU, people: PEOPLE, meeting: NOT_STARTED }));
  const { container } = render(
    <MantineProvider env="test">
      <Room session={session} />
    </MantineProvider>,
  );
  await waitFor(() => expect(container.querySelectorAll("figure")).toHaveLength(49));
});

afterEach(() => {
  session.stop();
  cleanup();
  vi.unstubAllGlobals();
});

describe("in a room of 50 people", () => {
  it("a raised hand draws one tile", async () => {
    expect(await updated("p7", { hand: "2030-01-01T10:06:00Z" })).toEqual([
      "HandOnTile p7",
      "Notices",
      "PersonTile p7",
    ]);
  });

  it("a mute draws one tile", async () => {
    expect(await updated("p7", { microphone: false })).toEqual(["PersonTile p7"]);
  });

  it("in the open panel a raised hand draws the order and one row, a mute one row", async () => {
    fireEvent.click(screen.getByLabelText("People"));
    const raised = await updated("p7", { hand: "2030-01-01T10:06:00Z" });
    expect(raised).toEqual(["HandOnTile p7", "Notices", "PeopleRows", "PersonRow p7", "PersonTile p7", "RaisedHands"]);
    expect(document.querySelector("aside li")?.textContent).toContain("Person 7");
    expect(await updated("p8", { microphone: false })).toEqual(["PersonRow p8", "PersonTile p8"]);
  });

  it("the own hand draws the own tile and its control", async () => {
    const drawn = await updated("you", { hand: "2030-01-01T10:06:00Z" });
    expect(drawn).toEqual(["HandControl", "HandOnTile you", "PersonTile you"]);
  });

  it("somebody who speaks draws one tile", () => {
    rendered();
    act(() => media.speakers.setState({ speaking: new Set(["p7"]) }));
    expect(rendered()).toEqual(["PersonTile p7"]);
    act(() => media.speakers.setState({ active: "p7" }));
    expect(rendered()).toEqual(["Stage"]);
  });

  it("your own voice draws the own tile", () => {
    rendered();
    act(() => media.selfSpeaking.setState(true));
    expect(rendered()).toEqual(["PersonTile you"]);
  });

  it("what concerns the meeting draws its mark in the line above, and no tile", async () => {
    expect(await happens({ type: "meetingUpdated", meeting: { ...NOT_STARTED, locked: true } })).toEqual([
      "LockedMark",
    ]);
  });

  it("somebody who waits draws the banner and the control of the people, and no tile", async () => {
    const waiting = { id: "w", name: "Will", since: "2030-01-01T10:06:00Z", guest: true };
    expect(await happens({ type: "waitingAdded", waiting })).toEqual(["Notices", "PanelControl", "WaitingBanner"]);
  });

  it("an event for somebody else draws nothing", async () => {
    rendered();
    await act(async () => {
      FakeSocket.latest.say({ type: "events", seq: 12, events: [], peopleTotal: PEOPLE.length });
      await Promise.resolve();
    });
    expect(rendered()).toEqual([]);
  });
});
