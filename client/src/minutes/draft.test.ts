// @vitest-environment node
import { describe, expect, it } from "vitest";

import type { Minutes } from "../api/client";
import { addRow, changeRow, draftOf, editOf, removeRow } from "./draft";

const MINUTES = {
  version: 3,
  summary: "All well",
  agenda: [{ text: "Budget", minutes: 10 }],
  decisions: ["Go on"],
  actionItems: [{ id: "a", text: "Call", assignee: "Ann", due: "2030-05-01", done: false, carried: true }],
} as Minutes;

describe("a draft", () => {
  it("sends what is there, with the version that the host has seen", () => {
    expect(editOf(draftOf(MINUTES))).toEqual({
      version: 3,
      summary: "All well",
      agenda: [{ text: "Budget", minutes: 10 }],
      decisions: ["Go on"],
      actionItems: [{ id: "a", text: "Call", assignee: "Ann", due: "2030-05-01", done: false }],
    });
  });

  it("leaves out lines without a text, and keeps each on one line", () => {
    const draft = addRow(addRow(draftOf(MINUTES), "decisions"), "decisions");
    const key = draft.decisions[1]?.key ?? -1;
    const written = changeRow(draft, "decisions", key, { text: " Ship\n it " });
    expect(editOf(written).decisions).toEqual(["Go on", "Ship it"]);
  });

  it("names its lines so that none takes the place of another", () => {
    const draft = addRow(draftOf(MINUTES), "tasks");
    const keys = [...draft.agenda, ...draft.decisions, ...draft.tasks].map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const again = addRow(removeRow(draft, "tasks", keys.at(-1) ?? -1), "tasks");
    expect(again.tasks.at(-1)?.key).not.toBe(keys.at(-1));
  });

  it("sends no day where none is chosen", () => {
    const draft = draftOf(MINUTES);
    const key = draft.tasks[0]?.key ?? -1;
    expect(editOf(changeRow(draft, "tasks", key, { due: "" })).actionItems?.[0]?.due).toBeNull();
  });
});
