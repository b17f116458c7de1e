/** What other features may do with drawings. */

import { lazy } from "react";

export { selectMayDraw } from "./boards";

/** What is drawn on a page of a document. What draws is a third of a megabyte: it is loaded with the first drawing. */
export const PageDrawing = lazy(() => import("./drawing/PageDrawing"));
