import { MantineProvider } from "@mantine/core";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { startTranslation } from "../../../locales/i18n";
import { FakeSocket } from "../../../testing/fakeSocket";
import { person, snapshot } from "../../../testing/room";
import { completeRoomWindow } from "../../../testing/roomWindow";
import { LocalMedia } from "../../media/local";
import { roomFeatures } from "../../registry";
import { Room } from "../../Room";
import { RoomSession } from "../../session";

let session: RoomSession;

beforeEach(async () => {
  completeRoomWindow();
  await startTranslation();
  session = new RoomSession({
    token: "secret",
    title: "Spring review",
    local: new LocalMedia(),
    features: roomFeatures,
    onClosed: () => undefined,
  });
  session.start();
  FakeSocket.latest.accept();
});

afterEach(() => {
  session.stop();
  cleanup();
  vi.unstubAllGlobals();
});

async function showRoom(role: "host" | "attendee"): Promise<void> {
  const you = person("you", { name: "Yves", role });
  FakeSocket.latest.say(snapshot({ you, people: [you], removed: [{ id: "eve", name: "Eve" }] }));
  render(
    <MantineProvider env="test">
      <Room session={session} />
    </MantineProvider>,
  );
  fireEvent.click(await screen.findByRole("button", { name: "People" }));
}

describe("who was removed", () => {
  it("is listed for the host, and let in again", async () => {
    await showRoom("host");
    fireEvent.click(screen.getByRole("button", { name: "Let Eve in again" }));
    await vi.waitFor(() => expect(FakeSocket.latest.sent.at(-1)).toMatchObject({ type: "readmit", personId: "eve" }));
    const at = "2030-01-01T10:06:00Z";
    FakeSocket.latest.say({
      type: "events",
      seq: 12,
      peopleTotal: 1,
      events: [
        { type: "personReadmitted", seq: 11, at, by: "you", personId: "eve" },
        { type: "personRemoved", seq: 12, at, by: "you", person: { id: "mal", name: "Mallory" } },
      ],
    });
    expect(await screen.findByRole("button", { name: "Let Mallory in again" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Let Eve in again" })).toBeNull();
  });

  it("is not listed for attendees", async () => {
    await showRoom("attendee");
    expect(screen.queryByText("Removed from this meeting")).toBeNull();
  });
});
