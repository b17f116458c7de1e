// @vitest-environment node
import { describe, expect, it } from "vitest";

import { CORNERS } from "../view/storedView";
import { cornerByKey, nearestCorner, nextCorner, placeFloating } from "./floating";
import type { Size } from "./layout";

const SPACES: Size[] = [
  { width: 336, height: 560 },
  { width: 616, height: 250 },
  { width: 744, height: 620 },
  { width: 1416, height: 780 },
  { width: 3816, height: 2040 },
];

describe.each(SPACES)("in $width x $height the floating picture", (space) => {
  it.each(CORNERS)("is inside, at %s", (corner) => {
    const { left, top, width, height } = placeFloating(corner, space);
    expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
    expect(left + width).toBeLessThanOrEqual(space.width);
    expect(top + height).toBeLessThanOrEqual(space.height);
  });

  it.each(CORNERS)("covers neither the name of the other nor a notice, at %s", (corner) => {
    const { left, top, width, height } = placeFloating(corner, space);
    const free = space.height - top - height;
    if (corner === "bottomStart") expect(free).toBeGreaterThanOrEqual(40);
    const notice = Math.min(640, space.width);
    const meets = left < (space.width + notice) / 2 && left + width > (space.width - notice) / 2;
    if (meets && corner.startsWith("bottom")) expect(free).toBeGreaterThanOrEqual(56);
  });
});

it("it is a fifth of the width, and stands upright as a phone does", () => {
  expect(placeFloating("bottomEnd", { width: 1400, height: 780 })).toMatchObject({ width: 280, height: 158 });
  const phone = placeFloating("topEnd", { width: 336, height: 560 });
  expect(phone.height).toBeGreaterThan(phone.width);
});

it("dropped anywhere it goes to the nearest corner", () => {
  const space = { width: 1000, height: 600 };
  expect(nearestCorner({ left: 200, top: 100 }, space)).toBe("topStart");
  expect(nearestCorner({ left: 800, top: 100 }, space)).toBe("topEnd");
  expect(nearestCorner({ left: 300, top: 500 }, space)).toBe("bottomStart");
  expect(nearestCorner({ left: 501, top: 301 }, space)).toBe("bottomEnd");
});

it.each([
  ["ArrowUp", false, "topEnd"],
  ["ArrowDown", false, "bottomEnd"],
  ["ArrowLeft", false, "bottomStart"],
  ["ArrowRight", false, "bottomEnd"],
  ["ArrowRight", true, "bottomStart"],
  ["ArrowLeft", true, "bottomEnd"],
  ["Enter", false, null],
] as const)("%s leads from bottomEnd (right to left: %s) to %s", (key, rightToLeft, to) => {
  expect(cornerByKey("bottomEnd", key, rightToLeft)).toBe(to);
});

it("step by step it goes around", () => {
  const ways = CORNERS.map((corner) => nextCorner(corner));
  expect(new Set(ways).size).toBe(4);
  expect(CORNERS.some((corner) => nextCorner(corner) === corner)).toBe(false);
});
