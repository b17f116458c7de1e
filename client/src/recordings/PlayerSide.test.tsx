import { MantineProvider } from "@mantine/core";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";

import type { Timeline } from "../api/client";
import { startTranslation } from "../locales/i18n";
import { completeWindow } from "../testing/renderPage";
import { timelineEvent } from "../testing/timelineEvent";
import { MasterClock } from "./masterClock";
import { PlayerSide } from "./PlayerSide";

const TIMELINE: Timeline = {
  version: 1,
  startedAt: "2026-03-31T14:00:00Z",
  duration: 10_000,
  people: [{ id: "ann", name: "Ann", role: "host" }],
  tracks: [],
  events: [1, 2, 3].map((second) =>
    timelineEvent(1_000 * second, "chat", { person: "ann", text: `message ${second}` }),
  ),
  chapters: [],
  subtitles: [],
  notes: "",
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it("keeps the message of the moment in sight, also where the list changes size", async () => {
  completeWindow();
  await startTranslation();
  const watched = new Map<Element, () => void>();
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(private readonly measure: () => void) {}
      observe = (element: Element) => void watched.set(element, this.measure);
      unobserve = (element: Element) => void watched.delete(element);
      disconnect = () => undefined;
    },
  );
  const clock = new MasterClock(TIMELINE.duration);
  render(
    <MantineProvider>
      <PlayerSide timeline={TIMELINE} partUrl="" clock={clock} />
    </MantineProvider>,
  );
  fireEvent.click(await screen.findByRole("tab", { name: "Chat" }));
  act(() => clock.seek(2_000));
  const shown = screen.getByText("message 2").closest("li");
  const list = screen.getByRole("tabpanel");
  if (!shown) throw new Error("no message");
  let height = 50;
  Object.defineProperties(shown, {
    offsetTop: { get: () => 4 * height },
    offsetHeight: { get: () => height },
  });
  Object.defineProperty(list, "clientHeight", { value: 100 });
  watched.get(list)?.();
  expect(list.scrollTop).toBe(150);
  // The phone is turned upright: messages take more lines.
  height = 90;
  watched.get(list)?.();
  expect(list.scrollTop).toBe(350);
});
