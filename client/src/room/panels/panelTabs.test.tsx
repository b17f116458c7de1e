import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { person, snapshot } from "../../testing/room";
import { roomOfEachTest } from "../../testing/showRoom";

const show = roomOfEachTest();

function showTwo(): void {
  const you = person("you", { name: "Yves", role: "host" });
  show(snapshot({ you, people: [you, person("bob", { name: "Bob" })] }));
}

const panel = (name: RegExp) => screen.findByRole("complementary", { name });
const tab = (name: RegExp) => screen.getByRole("tab", { name });

describe("panels that belong together", () => {
  it("are tabs of one frame, which keep the focus; keys and controls lead to them too", async () => {
    showTwo();
    const control = await screen.findByRole("button", { name: "People" });
    control.focus();
    fireEvent.click(control);
    expect(within(await panel(/^People 2/)).getAllByRole("tab")).toHaveLength(2);
    expect(document.activeElement?.textContent).toMatch(/^People/);
    expect(document.activeElement?.tagName).toBe("H2");

    tab(/^People/).focus();
    fireEvent.keyDown(tab(/^People/), { key: "ArrowRight" });
    await panel(/^Chat/);
    expect(tab(/^Chat/).getAttribute("aria-selected")).toBe("true");
    expect(document.activeElement).toBe(tab(/^Chat/));
    fireEvent.keyDown(window, { key: "p", code: "KeyP" });
    await panel(/^People/);
    fireEvent.keyDown(window, { key: "p", code: "KeyP" });
    await waitFor(() => expect(screen.queryByRole("complementary")).toBeNull());
    expect(document.activeElement).toBe(control);
  });

  it("leave one that stands alone as it is", async () => {
    showTwo();
    fireEvent.click(await screen.findByRole("button", { name: "Polls" }));
    expect(within(await panel(/^Polls/)).queryByRole("tab")).toBeNull();
  });
});

it("switches for everybody are folded, what is needed at once is not", async () => {
  showTwo();
  fireEvent.click(await screen.findByRole("button", { name: "People" }));
  const people = await panel(/^People/);
  expect(within(people).getByRole("button", { name: "Mute all others" })).toBeTruthy();
  expect(within(people).queryByRole("switch", { name: /^Lock/ })).toBeNull();
  fireEvent.click(within(people).getByRole("button", { name: "Meeting options" }));
  expect(await within(people).findByRole("switch", { name: /^Lock/ })).toBeTruthy();
});
