import { cleanup, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";

import { ORGANIZER } from "../testing/organizer";
import { type ApiCall, fakeServer, renderPage } from "../testing/renderPage";
import { readTime } from "./readTime";
import RecordingsPage from "./RecordingsPage";

const HARBOUR = {
  reid: "r1",
  name: "k7",
  title: "Harbour",
  meeting: "m1",
  meetingTitle: "Planning",
  owner: "Grace Hopper",
  state: "ready",
  progress: 0,
  problem: "",
  startedAt: "2026-11-21T09:00:00Z",
  duration: 65_000,
  size: 1_400_000,
  url: "https://example.org/cc/main/view?id=k7",
  madeHere: true,
  trimStart: null,
  trimEnd: null,
  subtitles: [],
  video: "composing",
  videoProgress: 40,
  entry: "none",
  password: null,
  registration: false,
  ownerDownloadsOnly: false,
  expiresAt: null,
  restorableUntil: null,
};
const RUNNING = { ...HARBOUR, reid: "r2", title: "Now", state: "recording", url: "", video: "none", duration: 0 };
const FAILED = { ...HARBOUR, reid: "r3", title: "Empty", state: "failed", problem: "nothing", url: "", video: "none" };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function show(...recordings: unknown[]): Promise<ApiCall[]> {
  const calls = fakeServer(({ path }) => {
    if (path === "/session") return { body: { user: ORGANIZER } };
    if (path === "/storage") return { body: { documents: 0, pages: 0, recordings: 3e9, limit: null, scarce: false } };
    return { body: path.startsWith("/recordings?") ? { recordings, next: null } : HARBOUR };
  });
  await renderPage("/recordings", "/recordings", RecordingsPage);
  return calls;
}

it("lists recordings with what is known of them and how far they are", async () => {
  await show(HARBOUR, RUNNING, FAILED);
  const row = (await screen.findByRole("heading", { name: "Harbour" })).closest("li");
  expect(row?.textContent).toContain("1:05 · 1.4 MB · Planning · Grace Hopper");
  expect(row?.textContent).toContain("Video for download: 40 %");
  expect(screen.getByRole("link", { name: "Play Harbour" }).getAttribute("href")).toBe(HARBOUR.url);
  screen.getByText("Being recorded");
  screen.getByText(/Nothing was captured/);
  await screen.findByText("Recordings use 3 GB");
});

it("is trimmed by times as people write them", async () => {
  const user = userEvent.setup();
  const calls = await show(HARBOUR);
  await user.click(await screen.findByRole("button", { name: /Harbour/ }));
  await user.click(await screen.findByRole("menuitem", { name: "Trim" }));
  const dialog = await screen.findByRole("dialog", { name: "Trim" });
  const from = within(dialog).getByRole("textbox", { name: "From" });
  for (const [typed, fits] of [
    ["9:99", false],
    ["2:00", false],
    ["0:05", true],
  ] as const) {
    await user.clear(from);
    await user.type(from, typed);
    await user.click(within(dialog).getByRole("button", { name: "Save" }));
    expect(within(dialog).queryByRole("alert") !== null).toBe(!fits);
  }
  await vi.waitFor(() => {
    const sent = calls.find(({ method }) => method === "PATCH");
    expect(sent?.body).toEqual({ trim: { start: 5_000, end: 65_000 } });
  });
});

it("reads times", () => {
  expect(["1:30", " 1:04:05 ", "0:60", "x", "12"].map(readTime)).toEqual([90_000, 3_845_000, null, null, null]);
});
