/** Notes as files: the room gives a token for the notes of this moment, with which the browser downloads them. */

import { saveFrom } from "../../../browser/saveFrom";
import type { RoomFeature, Session } from "../../feature";

export const FORMATS = ["pdf", "docx", "md", "html"] as const;
export type NotesFormat = (typeof FORMATS)[number];

const asked = new WeakMap<Session, NotesFormat>();

export function exportNotes(session: Session, format: NotesFormat): void {
  asked.set(session, format);
  void session.send({ type: "getNotesFile" });
}

export const effects: RoomFeature["effects"] = {
  notesFile: ({ token }, session) => {
    const format = asked.get(session);
    asked.delete(session);
    if (!format) return;
    const query = new URLSearchParams({ token, format, language: document.documentElement.lang || "en" });
    saveFrom(`/api/v1/notes/download?${query.toString()}`);
  },
};
