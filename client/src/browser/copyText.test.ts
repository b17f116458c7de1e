import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { copyText } from "./copyText";

const writeText = vi.fn<(text: string) => Promise<void>>();
const write = vi.fn<(items: { parts: Record<string, Promise<Blob>> }[]) => Promise<void>>();
const select = vi.fn(() => true);

class FakeItem {
  constructor(readonly parts: Record<string, Promise<Blob>>) {}
}

beforeEach(() => {
  writeText.mockReset().mockResolvedValue();
  write.mockReset().mockImplementation(async ([item]) => {
    await item?.parts["text/plain"];
  });
  select.mockClear();
  Object.defineProperty(navigator, "clipboard", { value: { writeText, write }, configurable: true });
  Object.defineProperty(document, "execCommand", { value: select, configurable: true });
});

afterEach(() => {
  Reflect.deleteProperty(navigator, "clipboard");
  Reflect.deleteProperty(document, "execCommand");
  vi.unstubAllGlobals();
});

it("copies a text", async () => {
  expect(await copyText("a link")).toBe(true);
  expect(writeText).toHaveBeenCalledWith("a link");
});

it("hands a text that is still asked for to the browser in the click itself", async () => {
  vi.stubGlobal("ClipboardItem", FakeItem);
  let answer: (text: string) => void = () => undefined;
  const copied = copyText(new Promise((resolve) => (answer = resolve)));
  const [item] = write.mock.calls[0]?.[0] ?? [];
  answer("an invitation");
  expect(await copied).toBe(true);
  expect(await (await item?.parts["text/plain"])?.text()).toBe("an invitation");
});

it("waits for the text where the browser takes no promise", async () => {
  expect(await copyText(Promise.resolve("an invitation"))).toBe(true);
  expect(writeText).toHaveBeenCalledWith("an invitation");
});

it("copies by selection where the browser refuses", async () => {
  vi.stubGlobal("ClipboardItem", FakeItem);
  writeText.mockRejectedValue(new Error("NotAllowedError"));
  write.mockRejectedValue(new Error("NotAllowedError"));
  expect(await copyText("a link")).toBe(true);
  expect(await copyText(Promise.resolve("an invitation"))).toBe(true);
  expect(select).toHaveBeenCalledTimes(2);
});

it("fails where the text cannot be had", async () => {
  vi.stubGlobal("ClipboardItem", FakeItem);
  await expect(copyText(Promise.reject(new Error("not found")))).rejects.toThrow("not found");
  expect(select).not.toHaveBeenCalled();
});
