// @vitest-environment node
import { describe, expect, it } from "vitest";

import type { Arrangement, Item } from "./arrangement";
import { placeItems, type StageSpace, type StageView } from "./stageView";

const person = (key: string): Item => ({ key, kind: "person", personId: key });
const persons = (count: number) => [...Array.from({ length: count }, (_, at) => person(`p${at}`)), person("you")];
const DESK: StageSpace = { width: 1256, height: 680, strip: "right", corner: "bottomEnd", page: 0 };
const PHONE: StageSpace = { ...DESK, width: 336, height: 560 };
const LYING: StageSpace = { ...DESK, width: 716, height: 270 };
const QUIET = { you: "you", active: null };

const grid = (count: number): Arrangement => ({ focus: null, others: persons(count), floating: null });
const screen: Item = { key: "screen:p0", kind: "screen", personId: "p0" };
const looks = ({ placed }: StageView) => placed.map(({ item, look }) => `${item.key} ${look}`);

describe("the stage", () => {
  it("of two has one picture that fills it, and one that floats", () => {
    const view = placeItems({ focus: person("ann"), others: [], floating: person("you") }, QUIET, DESK);
    expect(looks(view)).toEqual(["ann filling", "you floating"]);
  });

  it("of one is full", () => {
    expect(looks(placeItems(grid(0), QUIET, DESK))).toEqual(["you filling"]);
  });

  it("on a phone has six on a page, you among them, and the others on the next", () => {
    const first = placeItems(grid(7), QUIET, PHONE);
    expect(first.placed.map(({ item }) => item.key)).toEqual(["p0", "p1", "p2", "p3", "p4", "you"]);
    expect(first.pages).toBe(2);
    const second = placeItems(grid(7), QUIET, { ...PHONE, page: 1 });
    expect(second.placed.map(({ item }) => item.key)).toEqual(["p5", "p6"]);
  });

  it("of a phone on its side is the content with one picture, that of whoever speaks", () => {
    const sharing = { focus: screen, others: persons(5), floating: null };
    const view = placeItems(sharing, { you: "you", active: "p3" }, LYING);
    expect(looks(view)).toEqual(["screen:p0 focus", "p3 cell"]);
  });

  it("says for how many the strip has no room", () => {
    const view = placeItems({ focus: screen, others: persons(30), floating: null }, QUIET, DESK);
    expect(view.hidden && view.hidden.count + view.placed.length - 1).toBe(31);
    expect(view.placed.at(-1)?.item.key).toBe("you");
  });
});
