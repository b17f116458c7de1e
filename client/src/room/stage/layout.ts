/** How pictures share a space, in pixels. Pure. */

import type { StripPosition } from "../view/storedView";

export interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Size {
  width: number;
  height: number;
}

/** Below this width the room is laid out for a phone: two wide pictures above each other at most, six on a page. */
const PHONE = 600;
const PHONE_PAGE = { columns: 2, rows: 3 };
const PHONE_WIDE_ROWS = 2;
/** Below this height a space that is wider than high is a phone on its side. */
const PHONE_LYING = 340;
const GAP = 8;
const WIDEST = 16 / 9;
/** On a phone held upright faces are cut at the sides; elsewhere hardly. */
const NARROWEST = { phone: 3 / 4, desk: 4 / 3 };
const SMALLEST = { width: 200, height: 130 };
const MAX_TILES = 49;

export const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** A phone that is held upright. */
export const isUpright = ({ width, height }: Size): boolean => width < PHONE && height > width;

/** A phone on its side. */
const isLying = ({ width, height }: Size): boolean => height < PHONE_LYING && width > height;

interface Grid extends Size {
  columns: number;
  rows: number;
}

/** The grid in which `count` pictures are largest. */
export function bestGrid(count: number, space: Size): Grid {
  const phone = space.width < PHONE;
  const narrowest = phone ? NARROWEST.phone : NARROWEST.desk;
  let best: Grid = { columns: Math.max(1, count), rows: 1, width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    if (phone && rows > (columns === 1 ? PHONE_WIDE_ROWS : PHONE_PAGE.rows)) continue;
    const cellWidth = (space.width - GAP * (columns - 1)) / columns;
    const cellHeight = (space.height - GAP * (rows - 1)) / rows;
    if (cellWidth <= 0 || cellHeight <= 0) continue;
    const width = Math.floor(Math.min(cellWidth, cellHeight * WIDEST));
    const height = Math.floor(Math.min(cellHeight, width / narrowest));
    if (width * height > best.width * best.height) best = { columns, rows, width, height };
  }
  return best;
}

/** How many pictures a grid shows at once; more go to further pages. */
export function gridCapacity({ width, height }: Size): number {
  if (width < PHONE) return isUpright({ width, height }) ? PHONE_PAGE.columns * PHONE_PAGE.rows : 2;
  if (isLying({ width, height })) return PHONE_PAGE.columns * PHONE_PAGE.rows;
  const columns = Math.max(1, Math.floor(width / SMALLEST.width));
  const rows = Math.max(1, Math.floor(height / SMALLEST.height));
  return Math.min(MAX_TILES, columns * rows);
}

/** The places of a grid, in the middle of the space; a last row that is not full stands in the middle too. */
export function placeGrid(count: number, space: Size): Rect[] {
  const { columns, rows, width, height } = bestGrid(count, space);
  const top = (space.height - rows * height - (rows - 1) * GAP) / 2;
  return Array.from({ length: count }, (_, at) => {
    const row = Math.floor(at / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = (space.width - inRow * width - (inRow - 1) * GAP) / 2;
    return {
      left: Math.round(left + (at % columns) * (width + GAP)),
      top: Math.round(top + row * (height + GAP)),
      width,
      height,
    };
  });
}

/** Beyond this a picture that fills the space would lose heads. */
const WIDEST_FILLING = 1.95;

/** One picture that fills the space. */
export function placeFilling({ width, height }: Size): Rect {
  const used = Math.round(Math.min(width, height * WIDEST_FILLING));
  return { left: Math.round((width - used) / 2), top: 0, width: used, height };
}

/** The largest part in the middle of a place that has the shape of a picture (`ratio`: width to height). */
export function fitRatio({ left, top, width, height }: Rect, ratio: number): Rect {
  const fittingWidth = Math.round(Math.min(width, height * ratio));
  const fittingHeight = Math.round(Math.min(height, width / ratio));
  return {
    left: left + Math.round((width - fittingWidth) / 2),
    top: top + Math.round((height - fittingHeight) / 2),
    width: fittingWidth,
    height: fittingHeight,
  };
}

export interface FocusPlaces {
  focus: Rect;
  /** As many as fit, at most as many as asked for. */
  strip: Rect[];
}

const STRIP_RATIO = 16 / 10;
/** So many pictures have room below, if there are so many. */
const LEAST_BELOW = { phone: 3, desk: 4 };

/** One large picture and a strip of `count` small ones beside it or below. */
export function placeFocus(count: number, space: Size, preferred: StripPosition): FocusPlaces {
  if (count === 0) return { focus: { left: 0, top: 0, ...space }, strip: [] };
  // Beside something that lies, in a space that stands, a strip would only take width away.
  const position = space.height > space.width ? "below" : preferred;
  // A phone on its side shows the content and one picture.
  const most = isLying(space) ? 1 : count;
  if (position === "right") {
    const width = Math.round(clamp(space.width * 0.16, 132, 300));
    const height = Math.round(width / STRIP_RATIO);
    const fitting = Math.max(1, Math.floor((space.height + GAP) / (height + GAP)));
    const left = space.width - width;
    return {
      focus: { left: 0, top: 0, width: left - GAP, height: space.height },
      strip: Array.from({ length: Math.min(count, most, fitting) }, (_, at) => ({
        left,
        top: at * (height + GAP),
        width,
        height,
      })),
    };
  }
  const highest = Math.round(clamp(space.height * 0.18, 84, 190));
  const least = isUpright(space) ? LEAST_BELOW.phone : LEAST_BELOW.desk;
  const width = Math.floor(Math.min(highest * STRIP_RATIO, (space.width - (least - 1) * GAP) / least));
  // On a phone pictures are cut at the sides, elsewhere they become smaller.
  const height = isUpright(space) ? highest : Math.round(width / STRIP_RATIO);
  const fitting = Math.max(1, Math.floor((space.width + GAP) / (width + GAP)));
  const shown = Math.min(count, most, fitting);
  const start = (space.width - shown * width - (shown - 1) * GAP) / 2;
  const top = space.height - height;
  return {
    focus: { left: 0, top: 0, width: space.width, height: top - GAP },
    strip: Array.from({ length: shown }, (_, at) => ({
      left: Math.round(start + at * (width + GAP)),
      top,
      width,
      height,
    })),
  };
}

/** A page of things; a page beyond the last one is the last one. */
export function pageOf<Thing>(
  things: readonly Thing[],
  page: number,
  size: number,
): { page: number; pages: number; shown: Thing[] } {
  const pages = Math.max(1, Math.ceil(things.length / size));
  const current = clamp(page, 0, pages - 1);
  return { page: current, pages, shown: things.slice(current * size, (current + 1) * size) };
}
