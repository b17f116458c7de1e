import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { FakeSocket } from "../../../testing/fakeSocket";
import { person, snapshot } from "../../../testing/room";
import { roomOfEachTest } from "../../../testing/showRoom";
import type { Waiting } from "../../protocol.generated";

const show = roomOfEachTest();

const you = person("you", { name: "Yves", role: "host" });
const waits = (id: string, name: string): Waiting => ({ id, name, since: "2030-01-01T10:06:00Z", guest: false });
const sent = (type: string) => FakeSocket.latest.sent.filter((command) => command.type === type);

describe("who waits", () => {
  it("alone can be let in from the line above the stage", async () => {
    show(snapshot({ you, people: [you], waiting: [waits("w1", "Bo")] }));
    fireEvent.click(await screen.findByRole("button", { name: "Let Bo in" }));
    await waitFor(() => expect(sent("admit")).toEqual([expect.objectContaining({ personId: "w1" })]));
  });

  it("with others is counted there, and shown by one click", async () => {
    show(snapshot({ you, people: [you], waiting: [waits("w1", "Bo"), waits("w2", "Cy"), waits("w3", "Di")] }));
    await screen.findByText("Bo and 2 more wait to be let in");
    fireEvent.click(screen.getByRole("button", { name: "See who waits" }));
    const list = await screen.findByRole("region", { name: "Waiting" });
    expect(within(list).getAllByRole("listitem")).toHaveLength(3);
    expect(screen.queryByRole("button", { name: "See who waits" })).toBeNull();
    fireEvent.click(within(list).getByRole("button", { name: "Turn Cy away" }));
    await waitFor(() => expect(sent("deny")).toEqual([expect.objectContaining({ personId: "w2" })]));
  });

  it("is let in with the others, or with those who are marked", async () => {
    show(snapshot({ you, people: [you], waiting: [waits("w1", "Bo"), waits("w2", "Cy"), waits("w3", "Di")] }));
    fireEvent.click(await screen.findByRole("button", { name: "People" }));
    fireEvent.click(await screen.findByRole("button", { name: "Let all in" }));
    await waitFor(() => expect(sent("admit")).toHaveLength(1));
    for (const name of ["Bo", "Di"]) fireEvent.click(screen.getByRole("checkbox", { name: `Choose ${name}` }));
    fireEvent.click(screen.getByRole("button", { name: "Let 2 in" }));
    await waitFor(() => expect(sent("admit")[1]).toEqual(expect.objectContaining({ personIds: ["w1", "w3"] })));
    expect(sent("admit")[0]).not.toHaveProperty("personIds");
  });

  it("is somebody: one is not told to be the only one", async () => {
    show(snapshot({ you, people: [you], waiting: [waits("w1", "Bo")] }));
    await screen.findByText("Bo waits to be let in");
    expect(screen.queryByText("You are the only one here")).toBeNull();
  });
});

describe("the meeting's link", () => {
  it("is offered to who is alone", async () => {
    show(snapshot({ you, people: [you] }));
    await screen.findByText("You are the only one here");
  });

  it("does not lie over what is shown", async () => {
    const entered = snapshot({ you, people: [you] });
    const plan = { kind: "document", id: "plan", page: 1 };
    Object.assign(entered.slices, { showing: { open: [plan], shown: plan, turnedBy: null } });
    show(entered);
    await screen.findByRole("button", { name: "People" });
    expect(screen.queryByText("You are the only one here")).toBeNull();
  });

  it("is at the head of the list of people all the time", async () => {
    show(snapshot({ you, people: [you, person("ann", { name: "Ann" })] }));
    fireEvent.click(await screen.findByRole("button", { name: "People" }));
    expect(screen.queryByText("You are the only one here")).toBeNull();
    expect((await screen.findAllByRole("button", { name: "Copy link" })).length).toBe(1);
  });
});
