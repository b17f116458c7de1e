/** How pictures share a space. */

export interface Grid {
  columns: number;
  rows: number;
  width: number;
  height: number;
}

/** Below this width the room is laid out for a phone: two pictures above each other at most. */
export const PHONE = 600;

const WIDEST = 16 / 9;
/** On a phone held upright faces are cut at the sides; elsewhere hardly. */
const NARROWEST = { phone: 3 / 4, desk: 4 / 3 };
const GAP = 8;

/** The grid in which `count` pictures are largest in a space of `width` x `height` pixels. */
export function bestGrid(count: number, width: number, height: number): Grid {
  const narrowest = width < PHONE ? NARROWEST.phone : NARROWEST.desk;
  let best: Grid = { columns: 1, rows: Math.max(1, count), width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const cellWidth = (width - GAP * (columns - 1)) / columns;
    const cellHeight = (height - GAP * (rows - 1)) / rows;
    if (cellWidth <= 0 || cellHeight <= 0) continue;
    const tileWidth = Math.min(cellWidth, cellHeight * WIDEST);
    const tileHeight = Math.min(cellHeight, tileWidth / narrowest);
    if (tileWidth * tileHeight > best.width * best.height) {
      best = { columns, rows, width: Math.floor(tileWidth), height: Math.floor(tileHeight) };
    }
  }
  return best;
}

const SMALLEST = { width: 200, height: 130 };
const MOST = 49;

/** How many pictures a space shows at once; more go to further pages. */
export function gridCapacity(width: number, height: number): number {
  if (width < PHONE) return height > width ? 4 : 2;
  const columns = Math.max(1, Math.floor(width / SMALLEST.width));
  const rows = Math.max(1, Math.floor(height / SMALLEST.height));
  return Math.min(MOST, columns * rows);
}

/** A page of things; a page beyond the last one is the last one. */
export function pageOf<Thing>(
  things: readonly Thing[],
  page: number,
  size: number,
): { page: number; pages: number; shown: Thing[] } {
  const pages = Math.max(1, Math.ceil(things.length / size));
  const current = Math.min(Math.max(0, page), pages - 1);
  return { page: current, pages, shown: things.slice(current * size, (current + 1) * size) };
}
