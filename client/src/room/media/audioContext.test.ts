import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { FakeAudioContext, startFakeBrowser, stopFakeBrowser } from "../../testing/fakeMedia";
import { chooseOutput, lendContext, runsSoon } from "./audioContext";

beforeEach(() => {
  startFakeBrowser();
  vi.stubGlobal("AudioContext", FakeAudioContext);
});
afterEach(() => stopFakeBrowser());

it("is awake while anybody has it, and sleeps else", async () => {
  await chooseOutput("speaker");
  const [first, second] = [lendContext(), lendContext()];
  const { context } = first;
  expect([context.state, second.context === context]).toEqual(["running", true]);
  first.giveBack();
  first.giveBack();
  expect(context.state).toBe("running");
  second.giveBack();
  expect(context.state).toBe("suspended");
  await chooseOutput(null);
  expect(context.state).toBe("suspended");
  const third = lendContext();
  expect(context.state).toBe("running");
  third.giveBack();
});

it("runs soon where the browser lets it, and is not waited for where it does not", async () => {
  const { context, giveBack } = lendContext();
  context.suspend().catch(() => undefined);
  expect(await runsSoon(context)).toBe(true);
  context.suspend().catch(() => undefined);
  vi.spyOn(context, "resume").mockReturnValue(new Promise(() => undefined));
  const runs = runsSoon(context);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await runs).toBe(false);
  giveBack();
});
