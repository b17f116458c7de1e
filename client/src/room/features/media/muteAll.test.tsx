import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";

import { FakeSocket } from "../../../testing/fakeSocket";
import { person, snapshot } from "../../../testing/room";
import { roomOfEachTest } from "../../../testing/showRoom";

const show = roomOfEachTest();
const YOU = person("you", { name: "Yves", role: "host" });
const muted = () => FakeSocket.latest.sent.filter(({ type }) => type === "mute");

const openExceptions = async () => {
  fireEvent.click(await screen.findByRole("button", { name: "People" }));
  fireEvent.click(await screen.findByRole("button", { name: "Except…" }));
  return screen.findByRole("dialog", { name: "Mute attendees" });
};

it("all are muted but those who are to go on speaking", async () => {
  const silent = person("cy", { name: "Cy", microphone: false });
  const people = [YOU, person("ann", { name: "Ann" }), person("bo", { name: "Bo" }), silent];
  show(snapshot({ you: YOU, people }));
  const dialog = await openExceptions();
  expect(within(dialog).getAllByRole("checkbox")).toHaveLength(2);
  fireEvent.click(within(dialog).getByRole("checkbox", { name: "Bo" }));
  fireEvent.click(within(dialog).getByRole("button", { name: "Mute the others" }));
  await waitFor(() => expect(muted()).toEqual([expect.objectContaining({ spare: ["bo"] })]));
});

it("where nobody can be heard there is nobody to mute", async () => {
  show(snapshot({ you: YOU, people: [YOU, person("ann", { name: "Ann", microphone: false })] }));
  const dialog = await openExceptions();
  expect(within(dialog).getByRole<HTMLButtonElement>("button", { name: "Mute the others" }).disabled).toBe(true);
});
