import { act, fireEvent, screen } from "@testing-library/react";
import { expect, it } from "vitest";

import { FakeSocket } from "../../testing/fakeSocket";
import { person, snapshot } from "../../testing/room";
import { roomOfEachTest } from "../../testing/showRoom";

const show = roomOfEachTest();
const YOU = person("you", { name: "Yves", role: "host" });
const ANN = person("ann", { name: "Ann" });
const BEN = person("ben", { name: "Ben" });

/** As the keyboard does: the focus is there first. */
function press(button: HTMLElement): void {
  act(() => button.focus());
  fireEvent.click(button);
}

it("what is shown keeps the focus when it becomes large, and when something else does", async () => {
  const message = snapshot({ you: YOU, people: [YOU, ANN] });
  const item = { kind: "document", id: "plan" } as const;
  Object.assign(message.slices, { showing: { open: [{ ...item, page: 1 }], shown: item, turnedBy: null } });
  show(message);
  press(await screen.findByRole("button", { name: "Pin Ann" }));
  press(await screen.findByRole("button", { name: /^Enlarge/ }));
  const large = await screen.findByRole("region", { name: "Shown to all" });
  expect(document.activeElement).toBe(large);
  fireEvent.click(screen.getByRole("button", { name: "Pin Ann" }));
  expect(document.activeElement).toBe(await screen.findByRole("button", { name: /^Enlarge/ }));
});

it("one's own picture keeps the focus when it floats after it was pinned", async () => {
  show(snapshot({ you: YOU, people: [YOU, ANN, BEN] }));
  press(await screen.findByRole("button", { name: "Pin Yves" }));
  const left = { type: "personLeft", seq: 11, at: "2030-01-01T10:06:00Z", by: null, personId: "ben" };
  act(() => FakeSocket.latest.say({ type: "events", seq: 11, events: [left], peopleTotal: 2 } as never));
  press(await screen.findByRole("button", { name: "Unpin Yves" }));
  expect(document.activeElement).toBe(await screen.findByRole("button", { name: "Move my picture" }));
});
