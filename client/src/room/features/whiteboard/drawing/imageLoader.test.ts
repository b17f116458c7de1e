import type { ExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { DrawingImages } from "../images/drawingImages";
import { ImageLoader } from "./imageLoader";

vi.mock("@excalidraw/excalidraw", () => ({ convertToExcalidrawElements: () => [] }));

const image = (fileId: string | null, isDeleted = false) =>
  ({ id: `element ${String(fileId)}`, type: "image", fileId, isDeleted }) as unknown as ExcalidrawElement;

let there: Map<string, string> | null;
let broken: boolean;
const files = new Map<string, string>();
const find = vi.fn((ids: readonly string[]) =>
  Promise.resolve(there && new Map([...there].filter(([id]) => ids.includes(id)))),
);
let loader: ImageLoader;

beforeEach(() => {
  vi.useFakeTimers();
  there = new Map([
    ["a", "/a"],
    ["b", "/b"],
  ]);
  broken = false;
  files.clear();
  find.mockClear();
  vi.stubGlobal("fetch", (url: string) =>
    Promise.resolve({ ok: !broken, status: 503, blob: () => Promise.resolve(new Blob([`picture ${url}`])) }),
  );
  loader = new ImageLoader({ find } as unknown as DrawingImages, {
    hasFile: (id) => files.has(id),
    addFile: ({ id, dataURL }) => files.set(id, atob(dataURL.split(",")[1] ?? "")),
  });
});
afterEach(() => {
  loader.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const loaded = async () => {
  vi.useRealTimers();
  await loader.settled();
  return Object.fromEntries(files);
};

describe("images on a drawing", () => {
  it("are loaded once each, as they come", async () => {
    loader.follow([image("a"), image("a"), image(null), image("gone", true)]);
    loader.follow([image("a"), image("b")]);
    expect(await loaded()).toEqual({ a: "picture /a", b: "picture /b" });
    loader.follow([image("a"), image("b")]);
    expect(find.mock.calls).toEqual([[["a"]], [["b"]]]);
  });

  it("are placeholders where the drawing has no such file, and nothing is asked elsewhere", async () => {
    loader.follow([image("foreign"), image("a")]);
    expect(await loaded()).toEqual({ a: "picture /a" });
    loader.follow([image("foreign")]);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it("are asked for again where they did not come", async () => {
    broken = true;
    loader.follow([image("a")]);
    await vi.advanceTimersByTimeAsync(0);
    expect(files.size).toBe(0);
    broken = false;
    there = null;
    await vi.advanceTimersByTimeAsync(1_000);
    there = new Map([["a", "/a"]]);
    await vi.advanceTimersByTimeAsync(2_000);
    await vi.waitFor(() => expect(Object.fromEntries(files)).toEqual({ a: "picture /a" }));
    expect(find).toHaveBeenCalledTimes(3);
  });
});
