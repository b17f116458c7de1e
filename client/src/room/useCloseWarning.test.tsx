import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { startFakeBrowser, stopFakeBrowser } from "../testing/fakeMedia";
import { LocalMedia } from "./media/local";
import { useCloseWarning } from "./useCloseWarning";

let local: LocalMedia;

beforeEach(async () => {
  startFakeBrowser();
  local = new LocalMedia();
  await local.start({ microphone: false, camera: false });
});

afterEach(() => {
  cleanup();
  local.stop();
  stopFakeBrowser();
});

/** Whether the browser asks before the page is closed. */
const asks = () => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));

describe("closing the page", () => {
  it("is asked about while a screen is shared, and only then", async () => {
    const { unmount } = renderHook(() => useCloseWarning(local));
    expect(asks()).toBe(false);
    await act(async () => {
      await local.startScreen();
    });
    expect(asks()).toBe(true);
    act(() => local.stopScreen());
    expect(asks()).toBe(false);
    await act(async () => {
      await local.startScreen();
    });
    unmount();
    expect(asks()).toBe(false);
  });
});
