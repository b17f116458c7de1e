import { cleanup, fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { person, snapshot } from "../../../testing/room";
import type { Person } from "../../protocol.generated";
import { roomOfEachTest } from "../../../testing/showRoom";

const show = roomOfEachTest();

/** What the menu of a person offers to you, in its order. */
async function menuItems(yourRole: Person["role"], other: Partial<Person> | "yourself"): Promise<string[]> {
  // The panel is not open as it was in the room before.
  localStorage.clear();
  const you = person("you", { name: "Yves", role: yourRole, hand: "2030-01-01T10:06:00Z" });
  const bob = other === "yourself" ? null : person("bob", { name: "Bob", ...other });
  show(snapshot({ you, people: bob ? [you, bob] : [you] }));
  fireEvent.click(await screen.findByRole("button", { name: "People" }));
  fireEvent.click(screen.getByRole("button", { name: `Actions for ${bob?.name ?? "Yves"}` }));
  return (await screen.findAllByRole("menuitem")).map(({ textContent }) => textContent);
}

const hand = "2030-01-01T10:06:00Z";

describe("the menu of a person, made of several features,", () => {
  it("offers a host everything that there is to do", async () => {
    const all = ["Pin", "Write a message", "Mute", "Stop the shared screen", "Stop the camera", "Lower the hand"];
    const roles = ["Make host…", "Make presenter", "Remove…"];
    expect(await menuItems("host", { hand, screen: true })).toEqual([...all, ...roles]);
  });

  it("offers a host to take a role back, and nothing that is done already", async () => {
    const shown = await menuItems("host", { role: "presenter", microphone: false, camera: false });
    expect(shown).toEqual(["Pin", "Write a message", "Ask to unmute", "Make host…", "Make attendee", "Remove…"]);
    cleanup();
    const another = await menuItems("host", { role: "host", microphone: false, camera: false });
    expect(another).toEqual(["Pin", "Write a message", "Ask to unmute", "Make presenter", "Make attendee"]);
  });

  it("offers a presenter no roles, and no removal of the host", async () => {
    const attendee = ["Pin", "Write a message", "Mute", "Stop the camera", "Lower the hand", "Remove…"];
    expect(await menuItems("presenter", { hand })).toEqual(attendee);
    cleanup();
    expect(await menuItems("presenter", { role: "host" })).toEqual(["Pin", "Write a message"]);
  });

  it("offers an attendee to pin and to write, and everybody about themselves to pin", async () => {
    expect(await menuItems("attendee", { hand })).toEqual(["Pin", "Write a message"]);
    cleanup();
    expect(await menuItems("host", "yourself")).toEqual(["Pin"]);
  });
});
