import { cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";

import type { Minutes, MinutesEdit } from "../api/client";
import { type ApiReply, fakeServer, renderPage } from "../testing/renderPage";
import MinutesPage from "./MinutesPage";

const item = (id: string, text: string) => ({ id, text, assignee: "", due: null, done: false, carried: false });

const MINUTES: Minutes = {
  mid: "m1",
  instance: "r1",
  title: "Planning",
  organizer: "Grace",
  state: "draft",
  version: 1,
  startedAt: "2026-11-21T09:00:00Z",
  endedAt: "2026-11-21T10:00:00Z",
  editedAt: null,
  releasedAt: null,
  timeZone: "UTC",
  mayEdit: true,
  mailed: null,
  recipients: 0,
  fileUrl: "/file",
  summary: "",
  agenda: [],
  decisions: [],
  documents: [],
  recordings: [],
  polls: [],
  people: [],
  peopleHidden: false,
  actionItems: [item("a", "Call Bo"), { ...item("b", "Write to Cy"), assignee: "فاطمة", carried: true }],
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** The page of minutes whose server answers edits so; it keeps what it takes, unless it refuses. */
async function show(refuse: () => ApiReply | null = () => null) {
  let stored = MINUTES;
  const calls = fakeServer(({ path, body }) => {
    if (path === "/session") return { body: { user: null } };
    const edit = body as MinutesEdit;
    if (edit.actionItems === undefined) return { body: stored };
    const refusal = refuse();
    if (refusal) return refusal;
    if (edit.version !== stored.version) return { status: 409, body: { error: "changed_meanwhile", message: "No." } };
    const done = (id: string) => edit.actionItems?.find((one) => one.id === id)?.done ?? false;
    const actionItems = stored.actionItems.map((one) => ({ ...one, done: done(one.id) }));
    stored = { ...stored, version: stored.version + 1, actionItems };
    return { body: stored };
  });
  await renderPage("/minutes/:token", "/minutes/t0ken", MinutesPage);
  await screen.findByRole("checkbox", { name: "Call Bo" });
  return {
    edits: () => calls.flatMap(({ body }) => ((body as MinutesEdit | null)?.actionItems ? [body as MinutesEdit] : [])),
    changeElsewhere: () => {
      stored = { ...stored, version: stored.version + 1, actionItems: [item("a", "Call Bo again")] };
    },
  };
}

const box = (name: string) => screen.getByRole<HTMLInputElement>("checkbox", { name });

it("say by whom and since when in this order, whichever way a name runs", async () => {
  await show();
  const name = screen.getByText("فاطمة");
  expect([name.tagName, name.textContent]).toEqual(["BDI", "فاطمة"]);
  expect(name.parentElement?.textContent).toBe("فاطمة · Open from last time");
  expect(name.parentElement?.closest("bdi, [dir=auto]")).toBeNull();
});

it("are ticked at once, and stay ticked when the server has answered", async () => {
  const { edits } = await show();
  fireEvent.click(box("Call Bo"));
  expect(box("Call Bo").checked).toBe(true);
  await waitFor(() => expect(edits()).toHaveLength(1));
  await waitFor(() => expect(screen.getByRole("button", { name: "Edit" }).hasAttribute("data-loading")).toBe(false));
  expect(box("Call Bo").checked).toBe(true);
});

it("are ticked one after another, each upon what the last has left", async () => {
  const { edits } = await show();
  fireEvent.click(box("Call Bo"));
  fireEvent.click(box("Write to Cy"));
  fireEvent.click(box("Call Bo"));
  expect([box("Call Bo").checked, box("Write to Cy").checked]).toEqual([false, true]);
  await waitFor(() => expect(edits()).toHaveLength(3));
  expect(edits().map(({ version }) => version)).toEqual([1, 2, 3]);
  await waitFor(() => expect(screen.getByRole("button", { name: "Edit" }).hasAttribute("data-loading")).toBe(false));
  expect([box("Call Bo").checked, box("Write to Cy").checked]).toEqual([false, true]);
});

it("are as they were where the server refuses, and the person is told", async () => {
  await show(() => ({ status: 503, body: { error: "busy", message: "No." } }));
  fireEvent.click(box("Call Bo"));
  await screen.findByText(/cannot be reached/);
  expect(box("Call Bo").checked).toBe(false);
});

it("are shown anew where somebody else has changed them", async () => {
  const { changeElsewhere } = await show();
  changeElsewhere();
  fireEvent.click(box("Call Bo"));
  await screen.findByText(/changed these minutes meanwhile. This is how they are now/);
  await screen.findByRole("checkbox", { name: "Call Bo again" });
  expect(box("Call Bo again").checked).toBe(false);
});
