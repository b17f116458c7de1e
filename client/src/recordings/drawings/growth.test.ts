// @vitest-environment node
import { describe, expect, it } from "vitest";

import { boardFrame, type DrawingChange, type DrawnElement, Growth, pageFrame } from "./growth";

const element = (id: string, more: Partial<DrawnElement> = {}): DrawnElement => ({
  id,
  type: "rectangle",
  index: "a1",
  x: 0,
  y: 0,
  width: 10,
  height: 10,
  ...more,
});

const whole = (at: number, id: string, more: Partial<DrawnElement> = {}): DrawingChange => ({
  at,
  id,
  element: element(id, more),
});

const idsAt = (growth: Growth, time: number) => growth.elementsAt(growth.stepAt(time)).map(({ id }) => id);

describe("a drawing that grows", () => {
  const growth = new Growth([
    whole(0, "b", { index: "a2" }),
    whole(500, "a"),
    whole(500, "stroke", { type: "freedraw", index: "a3", points: [[0, 0]], pressures: [] }),
    {
      at: 700,
      id: "stroke",
      points: [
        [4, -2],
        [8, 6],
      ],
    },
    { at: 700, id: "never", points: [[1, 1]] },
    { at: 900, id: "b" },
  ]);

  it("has what was there at a time, from the lowest to the highest", () => {
    expect([0, 499, 500, 899, 900].map((time) => idsAt(growth, time))).toEqual([
      ["b"],
      ["b"],
      ["a", "b", "stroke"],
      ["a", "b", "stroke"],
      ["a", "stroke"],
    ]);
    expect(idsAt(growth, 0)).toEqual(["b"]);
  });

  it("has strokes as long as they were", () => {
    const [, , short] = growth.elementsAt(growth.stepAt(600));
    const [, , long] = growth.elementsAt(growth.stepAt(700));
    expect([short?.points?.length, long?.points?.length, long?.width, long?.height]).toEqual([1, 3, 8, 8]);
  });

  it("leaves what has not changed the same object", () => {
    const [before] = growth.elementsAt(growth.stepAt(500));
    const [after] = growth.elementsAt(growth.stepAt(900));
    expect(after).toBe(before);
  });

  it("is the same on every way to a time", () => {
    const changes = Array.from({ length: 2_300 }, (_, at): DrawingChange =>
      at % 7 === 6 ? { at, id: `e${at % 50}` } : whole(at, `e${at % 50}`, { x: at }),
    );
    const jumping = new Growth(changes);
    for (const step of [2_300, 3, 1_200, 1_199, 500, 2_299, 0, 501]) {
      expect(jumping.elementsAt(step)).toEqual(new Growth(changes).elementsAt(step));
    }
  });
});

describe("what is seen", () => {
  it("of a board is all that is ever there, also what goes and what is turned", () => {
    const growth = new Growth([
      whole(0, "a", { x: -100, y: -1_000, width: 2_000, height: 10 }),
      { at: 5, id: "a" },
      whole(9, "b", { x: 0, y: 0, width: 100, height: 20, angle: Math.PI / 2 }),
    ]);
    const bounds = growth.bounds();
    expect(bounds).toMatchObject({ left: -100, top: -1_000, width: 2_000 });
    expect(bounds?.height).toBeCloseTo(1_060);
    expect(new Growth([]).bounds()).toBeNull();
  });

  it("of a small board is not blown up", () => {
    expect(boardFrame({ left: 0, top: 0, width: 20, height: 10 })).toEqual({
      left: -310,
      top: -175,
      width: 640,
      height: 360,
    });
  });

  it("of a page is the page", () => {
    expect(pageFrame(1_920, 1_080)).toEqual({ left: 0, top: 0, width: 960, height: 540 });
  });
});
