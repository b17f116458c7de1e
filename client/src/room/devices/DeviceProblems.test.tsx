import { MantineProvider } from "@mantine/core";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { startTranslation } from "../../locales/i18n";
import { FakeDevices, installDevices } from "../../testing/fakeMedia";
import { completeRoomWindow } from "../../testing/roomWindow";
import { SupportPages } from "../../ui/supportPages";
import { LocalMedia } from "../media/local";
import { DeviceProblems } from "./DeviceProblems";

const CENTER = {
  name: "main",
  title: "Harbour",
  version: "1",
  checkUrl: "/check",
  helpUrl: "https://help.example.org/",
};

beforeEach(async () => {
  completeRoomWindow();
  await startTranslation();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** The message of somebody whose camera is not to be had, on a page of a center. */
async function show(spoil: (devices: FakeDevices) => void, center?: typeof CENTER): Promise<void> {
  const devices = new FakeDevices();
  spoil(devices);
  installDevices(devices);
  const local = new LocalMedia();
  await local.start({ microphone: true, camera: true });
  render(
    <SupportPages value={center}>
      <MantineProvider env="test">
        <DeviceProblems local={local} />
      </MantineProvider>
    </SupportPages>,
  );
  local.stop();
  await screen.findByRole("status");
}

const ways = () => screen.queryAllByRole("link").map((link) => [link.textContent, link.getAttribute("href")]);

describe("what stands in the way of a device", () => {
  it("leads to how the browser is told to allow it", async () => {
    await show(({ denied }) => denied.add("video"), CENTER);
    expect(ways()).toEqual([["How to allow it", "https://help.example.org/#devices"]]);
  });

  it("leads to the check where nobody forbade it", async () => {
    await show(({ busy }) => busy.add("camera-1"), CENTER);
    expect(ways()).toEqual([["Check devices and network", "/check"]]);
  });

  it.each([
    ["found", (devices: FakeDevices) => (devices.devices = []), "No microphone and no camera were found."],
    [
      "allowed",
      ({ denied }: FakeDevices) => denied.add("video").add("audio"),
      "does not let this page use the microphone and",
    ],
  ])("says once that neither is %s", async (_, spoil, text) => {
    await show(spoil);
    expect(screen.getByRole("status").textContent).toContain(text);
    expect(screen.getByRole("status").querySelectorAll("p")).toHaveLength(1);
  });

  it("leads nowhere where the center has no such pages", async () => {
    await show(({ denied }) => denied.add("video"));
    expect(ways()).toEqual([]);
  });
});
