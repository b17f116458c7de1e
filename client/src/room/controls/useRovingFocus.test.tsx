import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";

import { useRovingFocus } from "./useRovingFocus";

afterEach(() => {
  cleanup();
  document.documentElement.dir = "";
});

function Bar({ names }: { names: readonly string[] }) {
  return (
    <div {...useRovingFocus<HTMLDivElement>()} role="toolbar" aria-label="Tools">
      {names.map((name) => (
        <button key={name}>{name}</button>
      ))}
      <input aria-label="Page" />
    </div>
  );
}

/** What Tab reaches. */
const stops = () => [...screen.getByRole("toolbar").children].filter((one) => (one as HTMLElement).tabIndex === 0);
const button = (name: string) => screen.getByRole("button", { name });
const press = (key: string) => document.activeElement && fireEvent.keyDown(document.activeElement, { key });

it("is one stop of Tab, and arrows, Home and End move within it", () => {
  render(<Bar names={["Bold", "List", "Undo"]} />);
  const page = screen.getByRole("textbox");
  expect(stops()).toEqual([button("Bold"), page]);
  button("Bold").focus();
  for (const [key, name] of [
    ["ArrowRight", "List"],
    ["ArrowRight", "Undo"],
    ["ArrowRight", "Bold"],
    ["ArrowLeft", "Undo"],
    ["Home", "Bold"],
    ["End", "Undo"],
  ] as const) {
    press(key);
    expect(document.activeElement).toBe(button(name));
    expect(stops()).toEqual([button(name), page]);
  }
  document.documentElement.dir = "rtl";
  press("ArrowRight");
  expect(document.activeElement).toBe(button("List"));
  // In a field the keys are for its text.
  page.focus();
  press("Home");
  expect(document.activeElement).toBe(page);
});

it("stays within reach when the button goes that had the focus last", async () => {
  const { rerender } = render(<Bar names={["Bold", "List", "Undo"]} />);
  button("Undo").focus();
  rerender(<Bar names={["Bold", "List"]} />);
  await waitFor(() => expect(stops()[0]).toBe(button("Bold")));
});
