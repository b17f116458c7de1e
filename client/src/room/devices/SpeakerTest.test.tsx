import { MantineProvider } from "@mantine/core";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { startTranslation } from "../../locales/i18n";
import { installDevices, FakeDevices } from "../../testing/fakeMedia";
import { completeRoomWindow } from "../../testing/roomWindow";
import { LocalMedia } from "../media/local";
import { playTone } from "../media/testTone";
import { SpeakerTest } from "./SpeakerTest";

vi.mock("../media/testTone", () => ({ playTone: vi.fn() }));

beforeEach(async () => {
  completeRoomWindow();
  installDevices(new FakeDevices());
  await startTranslation();
});

afterEach(() => {
  cleanup();
  vi.mocked(playTone).mockReset();
  vi.unstubAllGlobals();
});

it("plays one tone at a time by the chosen speaker, and says where none was heard", async () => {
  const local = new LocalMedia();
  local.state.setState({ speakerId: "headphones" });
  let ended: (played: boolean) => void = () => undefined;
  vi.mocked(playTone).mockImplementation(() => new Promise((resolve) => (ended = resolve)));
  render(
    <MantineProvider env="test">
      <SpeakerTest local={local} />
    </MantineProvider>,
  );
  const button = await screen.findByRole("button", { name: "Test the speaker" });
  fireEvent.click(button);
  fireEvent.click(button);
  expect(vi.mocked(playTone).mock.calls).toEqual([["headphones"]]);
  expect(button.getAttribute("aria-disabled")).toBe("true");
  ended(true);
  await waitFor(() => expect(button.getAttribute("aria-disabled")).toBe("false"));
  expect(screen.getByRole("status").textContent).toBe("");
  fireEvent.click(button);
  ended(false);
  await waitFor(() => expect(screen.getByRole("status").textContent).not.toBe(""));
});
