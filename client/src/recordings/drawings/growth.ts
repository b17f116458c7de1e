/** What was drawn on a whiteboard or page of a recording, and what of it is there at a time. Pure. */

/** An element of Excalidraw, as far as it is looked into here. */
export interface DrawnElement extends Record<string, unknown> {
  id: string;
  type: string;
  index: string | null;
  x: number;
  y: number;
  width: number;
  height: number;
  angle?: number;
  points?: readonly (readonly [number, number])[];
  pressures?: readonly number[];
  text?: string;
  fileId?: string | null;
}

/** At `at` (milliseconds) an element is there as a whole, or a stroke has further points, or neither: it is gone. */
export interface DrawingChange {
  at: number;
  id: string;
  element?: DrawnElement;
  points?: [number, number][];
  pressures?: number[];
}

/** A part of a recording of the kind `drawing`; `files`: the names of the parts that are its pictures. */
export interface DrawingFile {
  changes: DrawingChange[];
  files?: Record<string, string>;
}

/** A part of a drawing, in its units. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

type Scene = ReadonlyMap<string, DrawnElement>;

/** Changes between two scenes that are kept, so that going back is no farther than that. */
const STRIDE = 500;

/**
 * A drawing that grows. It is after a number of changes (a step); elements that have not changed are the same objects at
 * all steps.
 */
export class Growth {
  private readonly kept: Scene[] = [new Map()];
  private now: { step: number; scene: Map<string, DrawnElement> } = { step: 0, scene: new Map() };

  constructor(private readonly changes: readonly DrawingChange[]) {}

  /** How many changes there were until a time. */
  stepAt(time: number): number {
    let low = 0;
    let high = this.changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.changes[middle]?.at ?? Infinity) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The elements that are there after so many changes, from the lowest to the highest. */
  elementsAt(step: number): DrawnElement[] {
    return [...this.sceneAt(step).values()].sort(
      (one, other) => compare(one.index ?? "~", other.index ?? "~") || compare(one.id, other.id),
    );
  }

  /** What all that is ever there takes; null where nothing is. */
  bounds(): Box | null {
    let left = Infinity;
    let top = Infinity;
    let right = -Infinity;
    let bottom = -Infinity;
    for (let step = 1; step <= this.changes.length; step += 1) {
      const element = this.sceneAt(step).get(this.changes[step - 1]?.id ?? "");
      for (const [x, y] of element ? cornersOf(element) : []) {
        left = Math.min(left, x);
        top = Math.min(top, y);
        right = Math.max(right, x);
        bottom = Math.max(bottom, y);
      }
    }
    return left <= right ? { left, top, width: right - left, height: bottom - top } : null;
  }

  private sceneAt(step: number): Scene {
    const before = Math.floor(step / STRIDE);
    if (step < this.now.step) {
      const kept = Math.min(before, this.kept.length - 1);
      this.now = { step: kept * STRIDE, scene: new Map(this.kept[kept]) };
    }
    while (this.now.step < step) {
      const change = this.changes[this.now.step];
      if (change) apply(this.now.scene, change);
      this.now.step += 1;
      if (this.now.step === this.kept.length * STRIDE) this.kept.push(new Map(this.now.scene));
    }
    return this.now.scene;
  }
}

function apply(scene: Map<string, DrawnElement>, { id, element, points, pressures = [] }: DrawingChange): void {
  const before = scene.get(id);
  if (element) scene.set(id, element);
  else if (!points?.length) scene.delete(id);
  else if (before) scene.set(id, grown(before, points, pressures));
}

function grown(stroke: DrawnElement, more: [number, number][], pressures: number[]): DrawnElement {
  const points = [...(stroke.points ?? []), ...more];
  const [left, top, right, bottom] = reach(points);
  return {
    ...stroke,
    points,
    pressures: [...(stroke.pressures ?? []), ...pressures],
    width: right - left,
    height: bottom - top,
  };
}

/** Left, top, right and bottom of points, and of 0, 0. */
function reach(points: readonly (readonly [number, number])[]): [number, number, number, number] {
  const found: [number, number, number, number] = [0, 0, 0, 0];
  for (const [x, y] of points) {
    found[0] = Math.min(found[0], x);
    found[1] = Math.min(found[1], y);
    found[2] = Math.max(found[2], x);
    found[3] = Math.max(found[3], y);
  }
  return found;
}

function cornersOf({ x, y, width, height, points, angle = 0 }: DrawnElement): [number, number][] {
  const [left, top, right, bottom] = points ? reach(points) : [0, 0, width, height];
  const middle = [x + (left + right) / 2, y + (top + bottom) / 2] as const;
  const corners: [number, number][] = [
    [x + left, y + top],
    [x + right, y + top],
    [x + right, y + bottom],
    [x + left, y + bottom],
  ];
  return angle === 0 ? corners : corners.map((corner) => turned(corner, middle, angle));
}

function turned([x, y]: [number, number], [a, b]: readonly [number, number], angle: number): [number, number] {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  return [a + (x - a) * cosine - (y - b) * sine, b + (x - a) * sine + (y - b) * cosine];
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** Units around a board, and the least that is seen of one: what is small is not blown up. */
const MARGIN = 32;
const LEAST = { width: 640, height: 360 };

/** The part of a board that is seen: all that is ever drawn on it, so that it stays where it is while it grows. */
export function boardFrame(bounds: Box): Box {
  const width = Math.max(LEAST.width, bounds.width + 2 * MARGIN);
  const height = Math.max(LEAST.height, bounds.height + 2 * MARGIN);
  return {
    left: bounds.left + bounds.width / 2 - width / 2,
    top: bounds.top + bounds.height / 2 - height / 2,
    width,
    height,
  };
}

/** Units of the width of a page. */
const PAGE_WIDTH = 960;

/** A page whose picture has these pixels. */
export const pageFrame = (width: number, height: number): Box => ({
  left: 0,
  top: 0,
  width: PAGE_WIDTH,
  height: (PAGE_WIDTH * height) / width,
});
