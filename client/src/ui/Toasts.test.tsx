import { MantineProvider } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { act, render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import { pageOfEachTest } from "../testing/page";
import { completeWindow } from "../testing/renderPage";
import { Toasts } from "./Toasts";

pageOfEachTest();

// At the top of a narrow window they would cover the main action.
it.each([
  [360, "bottom-center"],
  [700, "bottom-center"],
  [768, "top-center"],
])("shows toasts where a window of %i pixels has room for them: %s", async (width, place) => {
  completeWindow();
  vi.stubGlobal("matchMedia", (media: string) => ({
    media,
    matches: width <= Number(/max-width: (\d+)px/.exec(media)?.[1] ?? 0),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  render(
    <MantineProvider env="test">
      <Toasts />
    </MantineProvider>,
  );
  const message = `Saved at ${width}`;
  act(() => void notifications.show({ message }));
  const toast = await screen.findByText(message);
  expect(toast.closest("[data-position]")?.getAttribute("data-position")).toBe(place);
});
