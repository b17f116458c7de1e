// @vitest-environment node
import { expect, it } from "vitest";

import { loudness } from "./level";
import { cameraEncoding } from "./quality";

it("silence is 0, a full tone is near 1, and louder is more", () => {
  const tone = (height: number) => Float32Array.from({ length: 1024 }, (_, at) => height * Math.sin(at / 5));
  expect(loudness(new Float32Array(1024))).toBe(0);
  expect(loudness(tone(1))).toBeGreaterThan(0.9);
  expect(loudness(tone(0.1))).toBeLessThan(loudness(tone(0.3)));
  expect(loudness(new Float32Array(0))).toBe(0);
});

it("the more people, the less is sent to each of them", () => {
  const rates = [1, 2, 3, 5, 20].map((peers) => cameraEncoding(peers).maxBitrate);
  expect(rates).toEqual([...rates].sort((one, other) => other - one));
});
