/** What was written in the notes of a meeting while it was recorded. Pure. */

export interface NotesLine {
  kind: "heading" | "text" | "bullet" | "number" | "task" | "quote" | "code" | "agendaItem" | "decision" | "actionItem";
  text: string;
  depth?: number;
  done?: boolean;
  assignee?: string;
  /** A day. */
  due?: string;
}

/** The part of a recording of the kind `notes`: each line once, and which there were from a time (milliseconds) on. */
export interface NotesFile {
  lines: NotesLine[];
  states: { at: number; lines: number[] }[];
}

const NONE: number[] = [];

/** The lines of the text at a time, by their numbers. */
export const linesAt = ({ states }: NotesFile, time: number): number[] =>
  states.findLast(({ at }) => at <= time)?.lines ?? NONE;
