/**
 * Elements of a drawing as they stand in its document: a map for each, with `e` (the element as JSON) and, for a stroke,
 * `p`: its points as integers, so that a stroke that grows costs some bytes for each point.
 */

import type { ExcalidrawElement, ExcalidrawFreeDrawElement } from "@excalidraw/excalidraw/element/types";
import * as Y from "yjs";

/** What an element of the map `elements` is. */
export type ElementMap = Y.Map<unknown>;

/** The types of elements that people can make here. Others, frames with pages of other origins say, are not shown. */
export const TYPES: ReadonlySet<string> = new Set([
  "arrow",
  "diamond",
  "ellipse",
  "freedraw",
  "image",
  "line",
  "rectangle",
  "text",
]);

/** Steps of a coordinate of a stroke in one unit of the drawing. */
const STEPS = 8;
const PRESSURES = 255;
/** Farther out nothing can be drawn. */
const FARTHEST = 1e6;
const LONGEST_TEXT = 20_000;
const MOST_POINTS = 50_000;

export const isStroke = (element: ExcalidrawElement): element is ExcalidrawFreeDrawElement =>
  element.type === "freedraw";

const numbersOfPoint = ({ simulatePressure }: { simulatePressure?: unknown }) => (simulatePressure === false ? 3 : 2);

/** What an element names an image by. */
const FILE_ID = /^[0-9a-f]{40}$/;

/** Whether people can make such an element here; an image names a file that is stored. */
export const isDrawable = (element: ExcalidrawElement): boolean =>
  TYPES.has(element.type) && (element.type !== "image" || isFileId(element.fileId));

const isFileId = (value: unknown): boolean => typeof value === "string" && FILE_ID.test(value);

/** The points of a stroke from the one with this number on, as they stand in the document. */
export function encodePoints(stroke: ExcalidrawFreeDrawElement, from = 0): number[] {
  const withPressure = numbersOfPoint(stroke) === 3;
  return stroke.points.slice(from).flatMap(([x, y], at) => {
    const place = [Math.round(x * STEPS), Math.round(y * STEPS)];
    return withPressure ? [...place, Math.round((stroke.pressures[from + at] ?? 0.5) * PRESSURES)] : place;
  });
}

/** How many points of a stroke the document has. */
export const countPoints = (stroke: ExcalidrawFreeDrawElement, points: Y.Array<number>): number =>
  Math.floor(points.length / numbersOfPoint(stroke));

/** The element as `e`: all of it but the points of a stroke, which are `p`. */
export function encodeElement(element: ExcalidrawElement): Record<string, unknown> {
  const left = isStroke(element) ? [...LEFT_OUT, ...OF_POINTS] : LEFT_OUT;
  const kept = without(element, left);
  // An image that could not be loaded here is there all the same.
  const whole = element.type === "image" ? { ...kept, status: "saved" } : kept;
  return JSON.parse(JSON.stringify(whole)) as Record<string, unknown>;
}

/** The element as it stands in the document. */
export function elementMap(element: ExcalidrawElement): ElementMap {
  const map: ElementMap = new Y.Map();
  map.set("e", encodeElement(element));
  if (isStroke(element)) map.set("p", Y.Array.from(encodePoints(element)));
  return map;
}

/** What others could be led astray by: addresses, what programs note, and parts of frames, which there are not. */
const LEFT_OUT = ["link", "customData", "frameId"];
const OF_POINTS = ["points", "pressures", "lastCommittedPoint"];

const without = (element: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(element).filter(([name]) => !names.includes(name)));

/** The element that the map describes, as far as it is well formed: who wrote it may have a program of their own. */
export function decodeElement(id: string, map: unknown): ExcalidrawElement | null {
  const stored: unknown = map instanceof Y.Map ? map.get("e") : null;
  if (!isRecord(stored) || stored.id !== id || !TYPES.has(stored.type as string)) return null;
  if (!isHarmless(stored, 0)) return null;
  if (typeof stored.index !== "string" && stored.index !== null) return null;
  const element = { ...without(stored, LEFT_OUT), link: null, frameId: null };
  if (stored.type === "image")
    return isFileId(stored.fileId) ? ({ ...element, ...imageParts(stored) } as unknown as ExcalidrawElement) : null;
  if (stored.type !== "freedraw") return element as unknown as ExcalidrawElement;
  const points: unknown = (map as ElementMap).get("p");
  return points instanceof Y.Array
    ? ({ ...element, ...decodePoints(stored, points) } as unknown as ExcalidrawElement)
    : null;
}

/** What Excalidraw computes with. */
function imageParts({ scale, crop }: Record<string, unknown>) {
  const [x, y] = Array.isArray(scale) ? (scale as unknown[]) : [];
  const turned = (one: unknown) => (one === -1 ? -1 : 1);
  return { status: "saved", scale: [turned(x), turned(y)], crop: isCrop(crop) ? crop : null };
}

const isCrop = (crop: unknown): boolean =>
  isRecord(crop) &&
  ["x", "y"].every((name) => Number(crop[name]) >= 0) &&
  ["width", "height", "naturalWidth", "naturalHeight"].every((name) => Number(crop[name]) > 0);

function decodePoints(element: Record<string, unknown>, stored: Y.Array<unknown>) {
  const size = numbersOfPoint(element);
  const numbers = stored.toArray().map((one) => (typeof one === "number" && Number.isFinite(one) ? one : 0));
  const points: [number, number][] = [];
  const pressures: number[] = [];
  const box = { left: 0, top: 0, right: 0, bottom: 0 };
  for (let at = 0; at + size <= numbers.length && points.length < MOST_POINTS; at += size) {
    const [x = 0, y = 0, pressure = 0] = numbers.slice(at, at + size);
    const point: [number, number] = [x / STEPS, y / STEPS];
    points.push(point);
    if (size === 3) pressures.push(pressure / PRESSURES);
    box.left = Math.min(box.left, point[0]);
    box.right = Math.max(box.right, point[0]);
    box.top = Math.min(box.top, point[1]);
    box.bottom = Math.max(box.bottom, point[1]);
  }
  // While a stroke is drawn `e` stays as it was at its beginning.
  const extent = { width: box.right - box.left, height: box.bottom - box.top };
  return { points, pressures, lastCommittedPoint: null, ...extent };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** No number is out of reach, no text too long, nothing nested deep. */
function isHarmless(value: unknown, depth: number): boolean {
  if (typeof value === "number") return Number.isFinite(value) && Math.abs(value) <= 2 ** 53;
  if (typeof value === "string") return value.length <= LONGEST_TEXT;
  if (typeof value !== "object" || value === null) return true;
  if (depth > 4) return false;
  const inside = Object.entries(value);
  return inside.every(
    ([key, one]) =>
      isHarmless(one, depth + 1) && (!PLACES.has(key) || (typeof one === "number" && Math.abs(one) <= FARTHEST)),
  );
}

const PLACES: ReadonlySet<string> = new Set(["x", "y", "width", "height"]);
