import type { Minutes, MinutesEdit } from "../api/client";

/** A line of a list that is being written; `key` is its name on the page, `id` that of an action item that is stored. */
export interface Row {
  key: number;
  id: string;
  text: string;
  minutes: number | null;
  assignee: string;
  due: string;
  done: boolean;
}

export type List = "agenda" | "decisions" | "tasks";

/** What a host has written and not yet saved. `next`: the key of the next new line. */
export interface Draft {
  version: number;
  summary: string;
  agenda: readonly Row[];
  decisions: readonly Row[];
  tasks: readonly Row[];
  next: number;
}

const EMPTY: Omit<Row, "key"> = { id: "", text: "", minutes: null, assignee: "", due: "", done: false };

export function draftOf(minutes: Minutes): Draft {
  let next = 0;
  const row = (values: Partial<Row>): Row => ({ ...EMPTY, ...values, key: next++ });
  const agenda = minutes.agenda.map(({ text, minutes }) => row({ text, minutes }));
  const decisions = minutes.decisions.map((text) => row({ text }));
  const tasks = minutes.actionItems.map(({ id, text, assignee, due, done }) =>
    row({ id, text, assignee, due: due ?? "", done }),
  );
  return { version: minutes.version, summary: minutes.summary, agenda, decisions, tasks, next };
}

/** What is sent: lines without a text are left out. */
export function editOf(draft: Draft): MinutesEdit {
  const written = (rows: readonly Row[]) => rows.filter(({ text }) => text.trim() !== "");
  return {
    version: draft.version,
    summary: draft.summary,
    agenda: written(draft.agenda).map(({ text, minutes }) => ({ text: onOneLine(text), minutes })),
    decisions: written(draft.decisions).map(({ text }) => onOneLine(text)),
    actionItems: written(draft.tasks).map(({ id, text, assignee, due, done }) => ({
      id,
      text: onOneLine(text),
      assignee,
      due: due || null,
      done,
    })),
  };
}

const onOneLine = (text: string) => text.split(/\s+/).join(" ").trim();

export const addRow = (draft: Draft, list: List): Draft => ({
  ...draft,
  [list]: [...draft[list], { ...EMPTY, key: draft.next }],
  next: draft.next + 1,
});

export const changeRow = (draft: Draft, list: List, key: number, values: Partial<Row>): Draft => ({
  ...draft,
  [list]: draft[list].map((row) => (row.key === key ? { ...row, ...values } : row)),
});

export const removeRow = (draft: Draft, list: List, key: number): Draft => ({
  ...draft,
  [list]: draft[list].filter((row) => row.key !== key),
});
