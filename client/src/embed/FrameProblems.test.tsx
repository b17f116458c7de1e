import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { startTranslation } from "../locales/i18n";
import { completeWindow } from "../testing/renderPage";
import { FrameProblems } from "./FrameProblems";
import { FRAME_FEATURES, mayLackFeatures } from "./frameRights";

beforeEach(async () => {
  completeWindow();
  await startTranslation();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(document, "featurePolicy");
});

/** A frame of another page, in a browser that tells what it may do (Chromium), or in one that does not. */
function inFrame(allowed: readonly string[] | null): void {
  vi.stubGlobal("parent", {});
  if (allowed === null) return;
  const policy = { features: () => [...FRAME_FEATURES], allowsFeature: (feature: string) => allowed.includes(feature) };
  Object.defineProperty(document, "featurePolicy", { value: policy, configurable: true });
}

/** Shows it, beside a word that comes with it, once the texts are loaded; returns what is said. */
async function show(): Promise<string> {
  render(
    <MantineProvider env="test">
      <Suspense fallback={null}>
        <FrameProblems />
        <p>the room</p>
      </Suspense>
    </MantineProvider>,
  );
  await screen.findByText("the room");
  return screen.queryByRole("status")?.textContent ?? "";
}

describe("a frame", () => {
  it("without allow names the words that are missing, as its author writes them", async () => {
    inFrame(["fullscreen"]);
    await show();
    expect(screen.getByText('allow="camera; microphone; display-capture; autoplay"')).toBeTruthy();
  });

  it("with all of them says nothing", async () => {
    inFrame(FRAME_FEATURES);
    expect(await show()).toBe("");
    expect(mayLackFeatures()).toBe(false);
  });

  it("in a browser that does not tell says nothing of its own, and may still lack something", async () => {
    inFrame(null);
    expect(await show()).toBe("");
    expect(mayLackFeatures()).toBe(true);
  });

  it("whose sandbox lets no form be submitted says so", async () => {
    inFrame(FRAME_FEATURES);
    const submit = vi.spyOn(HTMLFormElement.prototype, "requestSubmit").mockImplementation(() => undefined);
    await show();
    submit.mockRestore();
    expect(screen.getByText("allow-forms")).toBeTruthy();
    expect(document.querySelector("form")).toBeNull();
  });
});

it("a page of its own says nothing", async () => {
  expect(await show()).toBe("");
});
