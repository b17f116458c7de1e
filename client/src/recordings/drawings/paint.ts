/** Draws with Excalidraw, a third of a megabyte: loaded where something was drawn. */

import { exportToCanvas } from "@excalidraw/excalidraw";
import type { ExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import type { AppState, BinaryFiles } from "@excalidraw/excalidraw/types";

import type { Box, DrawnElement } from "./growth";

/** Excalidraw's own declaration names a package that does not come with it. */
const toCanvas = exportToCanvas as unknown as (drawing: {
  elements: readonly ExcalidrawElement[];
  files: BinaryFiles;
  appState: Partial<AppState>;
  exportingFrame: object;
  getDimensions: () => { width: number; height: number; scale: number };
}) => Promise<HTMLCanvasElement>;

export interface Picture {
  elements: readonly DrawnElement[];
  /** Pictures on the drawing, by their file ids. */
  files: BinaryFiles;
  frame: Box;
  /** Pixels of a unit. */
  scale: number;
  dark: boolean;
}

/** This part of the drawing, on a transparent ground. */
export async function paint({ elements, files, frame, scale, dark }: Picture): Promise<HTMLCanvasElement> {
  const size = { width: Math.round(frame.width * scale), height: Math.round(frame.height * scale), scale };
  return toCanvas({
    elements: elements as readonly object[] as readonly ExcalidrawElement[],
    files,
    appState: { exportBackground: false, exportWithDarkMode: dark, frameRendering: HIDDEN },
    exportingFrame: { ...FRAME, x: frame.left, y: frame.top, width: frame.width, height: frame.height },
    getDimensions: () => size,
  });
}

const HIDDEN = { enabled: false, clip: false, name: false, outline: false };

/** An element that is not seen, of the size of what is. */
const FRAME = { id: "frame", type: "frame", name: null, angle: 0, isDeleted: false, groupIds: [], frameId: null };
