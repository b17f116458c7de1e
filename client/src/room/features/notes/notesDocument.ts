/** The notes of this stay: one document, from the first time that the panel is opened to the end of the stay. */

import { SharedDocument } from "../../documents/sharedDocument";
import type { Session } from "../../feature";

const opened = new WeakMap<Session, SharedDocument>();

export function notesOf(session: Session): SharedDocument {
  const known = opened.get(session);
  if (known) return known;
  const document = new SharedDocument(session, "notes", "current");
  opened.set(session, document);
  const unwatch = session.status.subscribe((status) => {
    if (status !== "closed") return;
    unwatch();
    opened.delete(session);
    document.destroy();
  });
  return document;
}
