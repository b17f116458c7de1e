/** What the rest of the room may know of documents. */

import type { Session } from "../../feature";
import { content, type KnownPage, selectDocument } from "./content";
import { contentService } from "./contentService";
import { isFresh } from "./pages";

export { selectDocument, selectMayDownload } from "./content";
export { pauseAfter } from "./pauses";
export { PAGE_WIDTH } from "./pictures";

/** Milliseconds in which pages have to come. */
const PATIENCE = 30_000;

/** All pages of a document that are made, or the one of this number where it is. Rejects where they do not come. */
export function loadPages(session: Session, id: string, number?: number): Promise<KnownPage[]> {
  const { requests } = contentService.of(session);
  return new Promise((resolve, reject) => {
    let release = (): void => undefined;
    const timer = setTimeout(() => end(() => reject(new Error("The pages did not come."))), PATIENCE);
    const end = (tell: () => void) => {
      clearTimeout(timer);
      unwatch();
      release();
      tell();
    };
    const look = () => {
      const room = session.room.getState();
      const total = selectDocument(id)(room)?.done ?? 0;
      const known = content.of(room).pages.get(id);
      const all = Array.from({ length: total }, (_, at) => at + 1);
      const numbers = number === undefined ? all : all.slice(number - 1, number);
      const missing = numbers.find((one) => !isFresh(known?.get(one) ?? null, Date.now()));
      if (missing === undefined) {
        end(() => resolve(numbers.flatMap((one) => known?.get(one) ?? [])));
        return;
      }
      // What is under way for the same pages is not asked for a second time.
      const before = release;
      release = requests.want(id, missing, number !== undefined);
      before();
    };
    const unwatch = session.room.subscribe(look);
    look();
  });
}
