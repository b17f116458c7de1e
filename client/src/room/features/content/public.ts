/** What the rest of the room may know of documents. */

import type { Session } from "../../feature";
import { content, type KnownPage, selectDocument } from "./content";
import { contentService } from "./contentService";
import { isFresh } from "./pages";

export { selectDocument, selectMayDownload } from "./content";
export { PAGE_WIDTH } from "./pictures";

/** Milliseconds in which pages have to come. */
const PATIENCE = 30_000;

/** All pages of a document that are made. Rejects where they do not come. */
export function loadPages(session: Session, id: string): Promise<KnownPage[]> {
  const { requests } = contentService.of(session);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(() => reject(new Error("The pages did not come."))), PATIENCE);
    const end = (tell: () => void) => {
      clearTimeout(timer);
      unwatch();
      tell();
    };
    const look = () => {
      const room = session.room.getState();
      const total = selectDocument(id)(room)?.done ?? 0;
      const known = content.of(room).pages.get(id);
      const pages = Array.from({ length: total }, (_, at) => known?.get(at + 1) ?? null);
      const missing = pages.findIndex((page) => !isFresh(page, Date.now()));
      if (missing >= 0) requests.want(id, missing + 1);
      else end(() => resolve(pages.flatMap((page) => page ?? [])));
    };
    const unwatch = session.room.subscribe(look);
    look();
  });
}
