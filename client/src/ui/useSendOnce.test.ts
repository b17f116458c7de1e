import { renderHook } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { useSendOnce } from "./useSendOnce";

it("the same goes out under the same key until it was answered, and another thing under another", async () => {
  const keys: string[] = [];
  let reachable = false;
  const send = vi.fn(({ key }: { title: string; key: string }) => {
    keys.push(key);
    return reachable ? Promise.resolve("made") : Promise.reject(new Error("no answer"));
  });
  const sendOnce = renderHook(() => useSendOnce(send)).result.current;
  await expect(sendOnce({ title: "Plan" })).rejects.toThrow("no answer");
  reachable = true;
  await Promise.all([sendOnce({ title: "Plan" }), sendOnce({ title: "Plan" })]);
  expect(new Set(keys).size).toBe(1);
  await sendOnce({ title: "Plan" });
  await sendOnce({ title: "Review" });
  expect(new Set(keys).size).toBe(3);
  expect(send).toHaveBeenLastCalledWith({ title: "Review", key: keys.at(-1) });
});
