/** Pages of documents as pictures, with what is drawn on them. */

import { exportToCanvas, getCommonBounds, restoreElements } from "@excalidraw/excalidraw";
import type { ExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import type { AppState, BinaryFiles } from "@excalidraw/excalidraw/types";

import { SharedDocument } from "../../../documents/sharedDocument";
import type { Session } from "../../../feature";
import { imagesService } from "../images/imagesService";
import { decodeElement, type ElementMap } from "./elements";
import { loadFiles } from "./imageElements";

/** Excalidraw's own declaration names a package that does not come with it. */
const toCanvas = exportToCanvas as (drawing: {
  elements: readonly ExcalidrawElement[];
  files: BinaryFiles;
  appState: Partial<AppState>;
  exportPadding: number;
  getDimensions: (width: number, height: number) => { width: number; height: number; scale: number };
}) => Promise<HTMLCanvasElement>;

/** Milliseconds in which a drawing has to come. */
const PATIENCE = 30_000;
/** Around what is drawn: the ends of strokes are wider than their points. */
const PADDING = 40;

/** The page whose picture has this address; `drawing`: the name of what is drawn on it, null where that is nothing. */
export async function pagePicture(
  session: Session,
  url: string,
  drawing: string | null,
  pageWidth: number,
): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = url;
  const [elements] = await Promise.all([drawing === null ? [] : readDrawing(session, drawing), image.decode()]);
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser draws no pictures.");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0);
  if (elements.length > 0) {
    const scale = canvas.width / pageWidth;
    const [left, top] = getCommonBounds(elements);
    const drawn = await toCanvas({
      elements,
      files: drawing === null ? {} : await loadFiles(imagesService.of(session).of("drawing", drawing), elements),
      appState: { exportBackground: false, exportWithDarkMode: false },
      exportPadding: PADDING,
      getDimensions: (width, height) => ({ width: width * scale, height: height * scale, scale }),
    });
    context.drawImage(drawn, (left - PADDING) * scale, (top - PADDING) * scale);
  }
  return canvas;
}

async function readDrawing(session: Session, name: string): Promise<readonly ExcalidrawElement[]> {
  const shared = new SharedDocument(session, "drawing", name);
  try {
    if (!(await shared.ready(PATIENCE))) throw new Error("The drawing did not come.");
    const stored = [...shared.state.getState().doc.getMap<ElementMap>("elements")];
    const elements = stored.flatMap(([id, map]) => decodeElement(id, map) ?? []);
    return restoreElements(elements, null).filter(({ isDeleted }) => !isDeleted);
  } finally {
    shared.destroy();
  }
}
