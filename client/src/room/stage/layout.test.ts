// @vitest-environment node
import { describe, expect, it } from "vitest";

import { fitRatio, gridCapacity, pageOf, placeFilling, placeFocus, placeGrid, type Rect, type Size } from "./layout";

const SPACES: Size[] = [
  { width: 336, height: 600 },
  { width: 716, height: 280 },
  { width: 1256, height: 680 },
  { width: 3816, height: 2040 },
];

function overlaps(one: Rect, other: Rect): boolean {
  return (
    one.left < other.left + other.width &&
    other.left < one.left + one.width &&
    one.top < other.top + other.height &&
    other.top < one.top + one.height
  );
}

function isInside({ left, top, width, height }: Rect, space: Size): boolean {
  return (
    width > 0 &&
    height > 0 &&
    Math.min(left, top) >= -1 &&
    left + width <= space.width + 1 &&
    top + height <= space.height + 1
  );
}

function expectApartAndInside(rects: Rect[], space: Size): void {
  const wrong = rects.filter(
    (rect, at) => !isInside(rect, space) || rects.slice(at + 1).some((other) => overlaps(rect, other)),
  );
  expect(wrong).toEqual([]);
}

describe.each(SPACES)("in $width x $height", (space) => {
  it("every number of pictures that a page holds has its places", () => {
    for (let count = 1; count <= gridCapacity(space); count += 1) {
      const rects = placeGrid(count, space);
      expect(rects).toHaveLength(count);
      expectApartAndInside(rects, space);
    }
  });

  it.each(["right", "below"] as const)("the strip stands %s of the large picture, never over it", (strip) => {
    for (let count = 0; count <= 40; count += 1) {
      const { focus, strip: rects } = placeFocus(count, space, strip);
      expect(rects.length).toBeLessThanOrEqual(count);
      expectApartAndInside([focus, ...rects], space);
    }
  });
});

it("on a phone two wide pictures are above each other at most; a page has six in two columns", () => {
  const phone = { width: 336, height: 600 };
  const rowsOf = (count: number) => new Set(placeGrid(count, phone).map(({ top }) => top)).size;
  expect([1, 2, 3, 4, 6].map(rowsOf)).toEqual([1, 2, 2, 2, 3]);
  expect(gridCapacity(phone)).toBe(6);
  expect(gridCapacity({ width: 716, height: 250 })).toBe(6);
});

it("tiles become narrower, down to 4:3, before they leave bands", () => {
  const [one] = placeGrid(1, { width: 1000, height: 700 });
  expect(one).toMatchObject({ width: 1000, height: 700 });
  const [tall] = placeGrid(1, { width: 1000, height: 900 });
  expect(tall).toMatchObject({ width: 1000, height: 750 });
});

it("one of two fills the space, but for bands where it would lose the head", () => {
  expect(placeFilling({ width: 336, height: 560 })).toEqual({ left: 0, top: 0, width: 336, height: 560 });
  expect(placeFilling({ width: 1416, height: 780 })).toEqual({ left: 0, top: 0, width: 1416, height: 780 });
  expect(placeFilling({ width: 2000, height: 500 })).toEqual({ left: 513, top: 0, width: 975, height: 500 });
});

it("a large tile has the shape of its picture", () => {
  const place = { left: 10, top: 20, width: 1000, height: 800 };
  expect(fitRatio(place, 16 / 9)).toEqual({ left: 10, top: 139, width: 1000, height: 563 });
  expect(fitRatio(place, 3 / 4)).toEqual({ left: 210, top: 20, width: 600, height: 800 });
});

it("in a space that stands the strip is below; on a phone it has three pictures", () => {
  for (const [space, shown] of [
    [{ width: 336, height: 600 }, 3],
    [{ width: 744, height: 900 }, 4],
  ] as const) {
    const { focus, strip } = placeFocus(5, space, "right");
    expect(focus.width).toBe(space.width);
    expect(strip).toHaveLength(shown);
  }
});

it("a phone on its side shows the content and one picture", () => {
  expect(placeFocus(5, { width: 716, height: 280 }, "right").strip).toHaveLength(1);
});

it("a last row that is not full stands in the middle", () => {
  const [, , third] = placeGrid(3, { width: 1256, height: 680 });
  expect(third && Math.abs(third.left + third.width / 2 - 628)).toBeLessThanOrEqual(1);
});

describe("pages", () => {
  it("a page beyond the last one is the last one", () => {
    expect(pageOf([1, 2, 3, 4, 5], 9, 2)).toEqual({ page: 2, pages: 3, shown: [5] });
  });
  it("of nothing there is one", () => {
    expect(pageOf([], 0, 4)).toEqual({ page: 0, pages: 1, shown: [] });
  });
});
