import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { person, snapshot } from "../../../testing/room";
import type { Waiting } from "../../protocol.generated";
import { roomOfEachTest } from "../../../testing/showRoom";

const show = roomOfEachTest();

const waiting: Waiting[] = [
  { id: "w1", name: "Will", since: "2030-01-01T10:06:00Z", guest: true },
  { id: "w2", name: "Wanda", since: "2030-01-01T10:06:00Z", guest: false },
];

async function showRoom(): Promise<void> {
  const you = person("you", { name: "Yves", role: "host" });
  const people = [
    you,
    person("ann", { name: "Ann" }),
    person("guest", { name: "Ann (2)", guest: true }),
    person("fox", { name: "Fox (host)" }),
  ];
  show(snapshot({ you, people, waiting }));
  fireEvent.click(await screen.findByRole("button", { name: "People" }));
}

function rowOf(text: string): string[] {
  const row = screen.getAllByText(text).map((one) => one.closest("li"));
  const found = row.find((one) => one !== null);
  return [...(found?.querySelectorAll("span") ?? [])].map(({ textContent }) => textContent);
}

describe("a guest", () => {
  it("with the name of a user is called so beside the name, in the list and on the picture", async () => {
    await showRoom();
    expect(rowOf("Ann (2)")).toContain("guest");
    expect(rowOf("Ann")).not.toContain("guest");
    expect(within(screen.getByRole("figure", { name: "Ann (2)" })).getByText("guest")).toBeTruthy();
    expect(within(screen.getByRole("figure", { name: "Ann" })).queryByText("guest")).toBeNull();
  });

  it("who waits is called so", async () => {
    await showRoom();
    expect(rowOf("Will")).toContain("guest");
    expect(rowOf("Wanda")).not.toContain("guest");
  });

  it("is no host for having the word in the name", async () => {
    await showRoom();
    expect(rowOf("Fox (host)")).toContain("Attendee");
    expect(rowOf("Fox (host)")).not.toContain("Host");
    expect(rowOf("Yves (you)")).toContain("Host");
  });
});
