/** Pastes elements with images, from this drawing, another one, or another program. */

import { getCommonBounds, restoreElements } from "@excalidraw/excalidraw";
import type { ExcalidrawElement, FileId } from "@excalidraw/excalidraw/element/types";
import type { BinaryFileData, BinaryFiles } from "@excalidraw/excalidraw/types";

import { randomKey } from "../../../../browser/randomKey";
import type { DrawingImages, Spot } from "../images/drawingImages";
import { imagesSeen, isImageElement } from "./imageElements";

export interface Pasted {
  elements?: readonly ExcalidrawElement[];
  files?: BinaryFiles;
}

/** Whether something that is pasted has images, which the server has to have first. */
export const hasImages = ({ elements = [] }: Pasted): boolean => elements.some(isImageElement);

/**
 * What is pasted as new elements around this spot. Images that the drawing does not have are sent before; one that is not
 * taken is left out: the list of what is sent says so.
 */
export async function withStoredImages(
  images: DrawingImages,
  { elements = [], files = {} }: Pasted,
  spot: Spot,
): Promise<readonly ExcalidrawElement[]> {
  const whole = restoreElements(elements, null);
  const seen = imagesSeen(whole);
  const known = (await images.find(seen)) ?? new Map<string, string>();
  const ids = new Map<string, string>();
  await Promise.all(
    seen.map(async (id) => {
      const file = files[id];
      const stored = known.has(id) ? id : file && (await images.store(fileOf(file), spot))?.fileId;
      if (stored) ids.set(id, stored);
    }),
  );
  const there = whole.flatMap<ExcalidrawElement>((one) => {
    if (!isImageElement(one)) return [one];
    const fileId = one.fileId && ids.get(one.fileId);
    return fileId ? [{ ...one, fileId: fileId as FileId, status: "saved" }] : [];
  });
  return there.length === 0 ? [] : copiesAround(there, spot);
}

/** The same elements with ids of their own, which refer to each other as before. */
function copiesAround(elements: readonly ExcalidrawElement[], { x, y }: Spot): readonly ExcalidrawElement[] {
  const [left, top, right, bottom] = getCommonBounds(elements);
  const ids = new Map(elements.map(({ id }) => [id, randomKey()]));
  const groups = new Map(elements.flatMap(({ groupIds }) => groupIds.map((id) => [id, randomKey()] as const)));
  const bound = <Bound extends { elementId: string }>(one: Bound | null | undefined): Bound | null => {
    const elementId = one && ids.get(one.elementId);
    return elementId ? { ...one, elementId } : null;
  };
  const copies = elements.map((one) => ({
    ...one,
    id: ids.get(one.id),
    index: null,
    x: one.x + x - (left + right) / 2,
    y: one.y + y - (top + bottom) / 2,
    groupIds: one.groupIds.flatMap((id) => groups.get(id) ?? []),
    boundElements: one.boundElements?.flatMap((other) => {
      const id = ids.get(other.id);
      return id ? [{ ...other, id }] : [];
    }),
    ...("containerId" in one && { containerId: (one.containerId && ids.get(one.containerId)) ?? null }),
    ...("startBinding" in one && { startBinding: bound(one.startBinding), endBinding: bound(one.endBinding) }),
  }));
  return copies as unknown as readonly ExcalidrawElement[];
}

function fileOf({ dataURL }: BinaryFileData): File {
  const [head = "", body = ""] = dataURL.split(",", 2);
  const type = /^data:([a-z/+.-]+);base64$/.exec(head)?.[1] ?? "";
  try {
    const bytes = Uint8Array.from(atob(body), (sign) => sign.charCodeAt(0));
    return new File([bytes], "", { type });
  } catch {
    return new File([], "", { type: "" });
  }
}
