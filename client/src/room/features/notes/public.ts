/** What other features may do with the notes. */

import type { Session } from "../../feature";
import type { Section } from "./insertion";

/** Puts a section at the end of the notes, without the editor. False where they cannot be written now. */
export async function putIntoNotes(session: Session, section: Section): Promise<boolean> {
  try {
    // Yjs is loaded when it is needed first.
    const { insertSection } = await import("./insertion");
    return await insertSection(session, section);
  } catch {
    return false;
  }
}
