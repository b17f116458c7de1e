// @vitest-environment node
import { describe, expect, it } from "vitest";

import { NOTHING_TESTED, type Outcome, type Results, TESTS, type TestName } from "./results";
import { verdictOf } from "./verdict";

const works: Results = {
  ...(Object.fromEntries(
    TESTS.map((test) => [test, { state: "works", reason: `${test}_works`, milliseconds: 10 }]),
  ) as Results),
  relay: { state: "skipped", reason: "relay_none", milliseconds: 1 },
};

function but(changes: Partial<Record<TestName, Outcome>>): Results {
  const changed = Object.entries(changes).map(([test, outcome]) => [test, { ...outcome, milliseconds: 10 }]);
  return { ...works, ...(Object.fromEntries(changed) as Partial<Results>) };
}

const denied = (test: "camera" | "microphone"): Outcome => ({ state: "fails", reason: `${test}_denied` });
const insecure: Outcome = { state: "skipped", reason: "device_insecure" };
const noUdp: Outcome = { state: "fails", reason: "network_blocked" };

describe("the verdict", () => {
  it("waits and runs", () => {
    expect(verdictOf(NOTHING_TESTED)).toEqual({ heading: "waiting", tone: "plain", because: [] });
    expect(verdictOf(but({ network: { state: "running", reason: null }, camera: denied("camera") }))).toEqual({
      heading: "running",
      tone: "plain",
      because: ["camera"],
    });
  });

  it("is that everything works, with or without a relay", () => {
    expect(verdictOf(works)).toEqual({ heading: "works", tone: "good", because: [] });
    expect(verdictOf(but({ relay: { state: "works", reason: "relay_works" } })).heading).toBe("works");
  });

  it.each<[string, Partial<Record<TestName, Outcome>>, TestName[]]>([
    ["unheard", { microphone: denied("microphone") }, ["microphone"]],
    ["unheard", { microphone: { state: "warning", reason: "microphone_silent" } }, ["microphone"]],
    ["unseen", { camera: { state: "fails", reason: "camera_missing" } }, ["camera"]],
    ["minor", { camera: { state: "warning", reason: "camera_black" } }, ["camera"]],
    ["unheardUnseen", { camera: denied("camera"), microphone: denied("microphone") }, ["camera", "microphone"]],
    [
      "unheardUnseen",
      { browser: { state: "fails", reason: "browser_insecure" }, camera: insecure, microphone: insecure },
      ["browser"],
    ],
    ["deaf", { speaker: { state: "fails", reason: "speaker_unheard" } }, ["speaker"]],
    [
      "several",
      { speaker: { state: "fails", reason: "speaker_unheard" }, camera: denied("camera") },
      ["camera", "speaker"],
    ],
    ["minor", { server: { state: "warning", reason: "server_slow" } }, ["server"]],
    ["minor", { relay: { state: "warning", reason: "relay_blocked" } }, ["relay"]],
    ["minor", { speaker: { state: "warning", reason: "speaker_blocked" } }, ["speaker"]],
    ["network", { network: noUdp }, ["network"]],
    ["network", { network: { state: "warning", reason: "network_none" } }, ["network"]],
    ["network", { network: noUdp, relay: { state: "warning", reason: "relay_blocked" } }, ["network", "relay"]],
    ["network", { network: noUdp, microphone: denied("microphone") }, ["microphone", "network"]],
    ["cannot", { server: { state: "fails", reason: "server_blocked" }, network: noUdp }, ["server", "network"]],
    ["cannot", { browser: { state: "fails", reason: "browser_old" } }, ["browser"]],
  ])("is %s", (heading, changes, because) => {
    expect(verdictOf(but(changes))).toMatchObject({ heading, because });
  });

  it("is not spoiled by a closed network where the relay opens a way", () => {
    const byRelay = but({ network: noUdp, relay: { state: "works", reason: "relay_works" } });
    expect(verdictOf(byRelay)).toEqual({ heading: "minor", tone: "warn", because: ["network"] });
  });

  it("does not promise what was not tested", () => {
    const alone: Results = { ...NOTHING_TESTED, camera: works.camera };
    expect(verdictOf(alone).heading).toBe("partial");
    expect(verdictOf(but({ server: { state: "skipped", reason: "server_busy" } })).heading).toBe("partial");
  });
});
