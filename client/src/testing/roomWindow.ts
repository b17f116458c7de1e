/** What the room needs of a browser window, and jsdom has not. */

import { vi } from "vitest";

import { FakeSocket } from "./fakeSocket";
import { completeWindow } from "./renderPage";

class EmptyStream {
  readonly id = "stream";
  getTracks = () => [];
  getAudioTracks = () => [];
}

/** A screen of 2000 x 1000, on which 49 pictures have room. */
class FixedSize {
  constructor(private readonly onSize: ResizeObserverCallback) {}
  observe = (target: Element) => {
    const contentRect = { x: 0, y: 0, top: 0, left: 0, bottom: 1000, right: 2000, width: 2000, height: 1000 };
    this.onSize([{ target, contentRect } as unknown as ResizeObserverEntry], this);
  };
  unobserve = () => undefined;
  disconnect = () => undefined;
}

/** The test is the server, there are no devices, and everything has a size. */
export function completeRoomWindow(): void {
  completeWindow();
  // What the room remembered in the test before.
  localStorage.clear();
  vi.stubGlobal("ResizeObserver", FixedSize);
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("MediaStream", EmptyStream);
  // Fields that grow with their text measure it again when the fonts are there.
  if (!("fonts" in document)) Object.defineProperty(document, "fonts", { value: new EventTarget() });
}
