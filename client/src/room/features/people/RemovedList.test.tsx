import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { FakeSocket } from "../../../testing/fakeSocket";
import { person, snapshot } from "../../../testing/room";
import { roomOfEachTest } from "../../../testing/showRoom";

const show = roomOfEachTest();

async function showRoom(role: "host" | "attendee"): Promise<void> {
  const you = person("you", { name: "Yves", role });
  show(snapshot({ you, people: [you], removed: [{ id: "eve", name: "Eve" }] }));
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
