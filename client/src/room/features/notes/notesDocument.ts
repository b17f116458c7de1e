/** The notes of this stay: one document, from the first time that the panel is opened to the end of the stay. */

import { SharedDocument } from "../../documents/sharedDocument";
import type { Session } from "../../feature";

const opened = new WeakMap<Session, SharedDocument>();

export function notesOf(session: Session): SharedDocument {
  const document = opened.get(session) ?? new SharedDocument(session, "notes", "current");
  opened.set(session, document);
  return document;
}
