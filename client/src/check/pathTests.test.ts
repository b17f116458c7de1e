// @vitest-environment node
import { describe, expect, it } from "vitest";

import { type Gathered, outcomeOfEchoes, outcomeOfGathering } from "./pathTests";

describe("the socket", () => {
  it("is as slow as messages usually are, not as the slowest one was", () => {
    expect(outcomeOfEchoes([20.4, 900, 21, 19, 22])).toEqual({
      state: "works",
      reason: "server_works",
      values: { ms: 21 },
    });
    expect(outcomeOfEchoes([700, 20, 650])).toMatchObject({ state: "warning", reason: "server_slow" });
    expect(outcomeOfEchoes([0.2])).toMatchObject({ values: { ms: 1 } });
  });

  it("is stopped where nothing comes back", () => {
    expect(outcomeOfEchoes([])).toEqual({ state: "fails", reason: "server_blocked" });
  });
});

describe("the way out over UDP", () => {
  const base: Gathered = {
    types: ["host"],
    unanswered: 0,
    tellsErrors: true,
    complete: true,
    milliseconds: 100,
  };

  it.each<[string, Partial<Gathered>, boolean]>([
    ["an answer through a translator of addresses", { types: ["host", "srflx"], unanswered: 1 }, true],
    ["an answer, while other addresses still wait", { types: ["host", "srflx"], complete: false }, true],
    ["an answer that tells nothing new", {}, true],
    ["no answer at all", { unanswered: 1, milliseconds: 9_800 }, false],
    ["an answer on one of two addresses", { types: ["host", "host"], unanswered: 1 }, true],
    ["no answer on both", { types: ["host", "host"], unanswered: 2 }, false],
    ["no network", { types: [] }, false],
    ["a browser that is not done in time", { complete: false, milliseconds: 11_000 }, false],
    ["a quick answer in a browser that tells no errors", { tellsErrors: false }, true],
    ["no answer in a browser that tells no errors", { tellsErrors: false, milliseconds: 6_000 }, false],
  ])("%s", (_, changes, works) => {
    expect(outcomeOfGathering({ ...base, ...changes })).toEqual(
      works ? { state: "works", reason: "network_works" } : { state: "fails", reason: "network_blocked" },
    );
  });
});
