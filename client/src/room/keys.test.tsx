import { fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";

import { writeStorage } from "../browser/storage";
import { FakeSocket } from "../testing/fakeSocket";
import { person, snapshot } from "../testing/room";
import { roomOfEachTest } from "../testing/showRoom";

const show = roomOfEachTest();

const you = person("you", { name: "Yves", role: "host" });
const people = [you, person("ann", { name: "Ann" })];
const handsRaised = () => FakeSocket.latest.sent.filter(({ type }) => type === "setHand");
const press = (key: string) => fireEvent.keyDown(document.body, { key, code: `Key${key.toUpperCase()}` });

beforeEach(() => localStorage.clear());

describe("single keys", () => {
  it("do something", async () => {
    show(snapshot({ you, people }));
    await screen.findByRole("button", { name: "Raise hand" });
    press("h");
    await waitFor(() => expect(handsRaised()).toHaveLength(1));
  });

  it("do nothing where they are switched off, also after a reload", async () => {
    writeStorage("localStorage", "view", { shortcuts: false });
    show(snapshot({ you, people }));
    fireEvent.click(await screen.findByRole("button", { name: "Raise hand" }));
    press("h");
    fireEvent.click(screen.getByRole("button", { name: "Raise hand" }));
    await waitFor(() => expect(handsRaised()).toHaveLength(2));
  });
});

describe("Escape", () => {
  it("in a menu closes the menu, and the panel stays", async () => {
    show(snapshot({ you, people: [you, person("ann", { name: "Ann" })] }));
    fireEvent.click(await screen.findByRole("button", { name: "People" }));
    const button = await screen.findByRole("button", { name: "Actions for Ann" });
    fireEvent.click(button);
    const item = await screen.findByRole("menuitem", { name: "Pin" });
    fireEvent.keyDown(item, { key: "Escape" });
    expect(screen.getByRole("complementary", { name: /People/ })).toBeTruthy();
    fireEvent.keyDown(screen.getByRole("heading", { name: /People/ }), { key: "Escape" });
    expect(screen.queryByRole("complementary", { name: /People/ })).toBeNull();
  });
});
