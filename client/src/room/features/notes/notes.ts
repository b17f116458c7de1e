/** Notes: whether attendees may write, and what the host may change. The text is a shared document. */

import type { Session } from "../../feature";
import { defineSlice } from "../../store/slice";

export interface NotesState {
  attendeesWrite: boolean;
}

export const notes = defineSlice<"notes", NotesState>("notes", {
  initial: { attendeesWrite: true },
  snapshot: ({ attendeesWrite }) => ({ attendeesWrite }),
  on: { notesChanged: (_, { attendeesWrite }) => ({ attendeesWrite }) },
});

export function letAttendeesWrite(session: Session, attendeesWrite: boolean): void {
  void session.send({ type: "setNotes", attendeesWrite });
}
