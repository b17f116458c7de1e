/** Elements that are images, and the files by which Excalidraw shows them. */

import { convertToExcalidrawElements } from "@excalidraw/excalidraw";
import type { ExcalidrawElement, ExcalidrawImageElement, FileId } from "@excalidraw/excalidraw/element/types";
import type { BinaryFileData, BinaryFiles, DataURL } from "@excalidraw/excalidraw/types";

import type { DrawingImages, Spot, StoredImage } from "../images/drawingImages";

export const IMAGE_TYPE = "image/webp";

export const isImageElement = (element: ExcalidrawElement): element is ExcalidrawImageElement =>
  element.type === "image";

/** The ids of the images that are seen among these elements. */
export const imagesSeen = (elements: readonly ExcalidrawElement[]): string[] => [
  ...new Set(elements.flatMap((one) => (isImageElement(one) && !one.isDeleted && one.fileId ? [one.fileId] : []))),
];

/** A new element that shows an image, not larger than it is. */
export function imageElement({ fileId, width, height }: StoredImage, spot: Spot): ExcalidrawElement | undefined {
  const scale = Math.min(1, spot.width / width, spot.height / height);
  return convertToExcalidrawElements([
    {
      type: "image",
      fileId: fileId as FileId,
      status: "saved",
      x: spot.x - (width * scale) / 2,
      y: spot.y - (height * scale) / 2,
      width: width * scale,
      height: height * scale,
    },
  ])[0];
}

/** The file of this id, got from this address. Rejects where it does not come. */
export async function loadFile(fileId: string, url: string): Promise<BinaryFileData> {
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`An image was answered with ${String(reply.status)}.`);
  return {
    id: fileId as FileId,
    mimeType: IMAGE_TYPE,
    dataURL: await dataUrlOf(await reply.blob()),
    created: Date.now(),
  };
}

/** The files of the images that are seen among these elements. Rejects where they do not come. */
export async function loadFiles(images: DrawingImages, elements: readonly ExcalidrawElement[]): Promise<BinaryFiles> {
  const seen = imagesSeen(elements);
  const addresses = seen.length === 0 ? new Map<string, string>() : await images.find(seen);
  if (!addresses) throw new Error("The images of the drawing did not come.");
  const files = await Promise.all([...addresses].map(([id, url]) => loadFile(id, url)));
  return Object.fromEntries(files.map((file) => [file.id, file]));
}

function dataUrlOf(blob: Blob): Promise<DataURL> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as DataURL);
    reader.onerror = () => reject(new Error("An image could not be read."));
    reader.readAsDataURL(blob);
  });
}
