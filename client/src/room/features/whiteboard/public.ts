/** What other features may do with drawings. */

import { lazy } from "react";

import type { Session } from "../../feature";

export { selectMayDraw } from "./boards";

/** What is drawn on a page of a document. What draws is a third of a megabyte: it is loaded with the first drawing. */
export const PageDrawing = lazy(() => import("./drawing/PageDrawing"));

/**
 * The page whose picture has this address, with what is drawn on it: `drawing` is its name, null where that is nothing.
 * `pageWidth`: in units of the drawing. Rejects where something of it cannot be loaded.
 */
export async function pagePicture(session: Session, url: string, drawing: string | null, pageWidth: number) {
  const loaded = await import("./drawing/pagePicture");
  return loaded.pagePicture(session, url, drawing, pageWidth);
}
