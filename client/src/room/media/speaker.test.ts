// @vitest-environment node
import { expect, it } from "vitest";

import { nextSpeakers, NOBODY, stepsOf, voicesOf } from "./speaker";

const levels = (ann: number, bob: number) =>
  new Map([
    ["ann", ann],
    ["bob", bob],
  ]);

it("the first who speaks has the stage at once", () => {
  const { active, speaking } = nextSpeakers(NOBODY, levels(0.2, 0), 0);
  expect(active).toBe("ann");
  expect([...speaking]).toEqual(["ann"]);
});

it("a cough does not move the stage, an answer does", () => {
  const ann = nextSpeakers(NOBODY, levels(0.2, 0), 0);
  const cough = nextSpeakers(ann, levels(0, 0.5), 200);
  expect(cough.active).toBe("ann");
  const quiet = nextSpeakers(cough, levels(0, 0), 400);
  expect(nextSpeakers(quiet, levels(0, 0.5), 1_000).active).toBe("ann");
  const still = nextSpeakers(nextSpeakers(quiet, levels(0, 0.5), 1_000), levels(0, 0.5), 1_700);
  expect(still.active).toBe("bob");
});

it("silence leaves the stage to the last speaker, and changes nothing that would be drawn", () => {
  const silent = nextSpeakers(nextSpeakers(NOBODY, levels(0.2, 0), 0), levels(0, 0), 200);
  expect(silent.active).toBe("ann");
  expect(nextSpeakers(silent, levels(0, 0), 400)).toBe(silent);
});

it("who has left has the stage no more", () => {
  const ann = nextSpeakers(NOBODY, levels(0.2, 0), 0);
  expect(nextSpeakers(ann, new Map([["bob", 0]]), 200).active).toBeNull();
});

it("a voice is drawn in three steps; below speaking it is silent", () => {
  expect([0, 0.019, 0.02, 0.04, 0.08, 1].map(stepsOf)).toEqual([0, 0, 1, 2, 3, 3]);
  expect(voicesOf(0.05, new Map([["bob", 0]]))).toEqual({ own: 2, others: new Map([["bob", 0]]) });
});
