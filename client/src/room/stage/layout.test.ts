// @vitest-environment node
import { describe, expect, it } from "vitest";

import { gridCapacity, pageOf, placeFocus, placeGrid, type Rect, type Size } from "./layout";

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

it("on a phone two pictures are above each other at most", () => {
  const tops = new Set(placeGrid(4, { width: 336, height: 600 }).map(({ top }) => top));
  expect(tops.size).toBe(2);
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
