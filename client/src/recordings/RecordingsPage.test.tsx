import { cleanup, screen, waitFor, within } from "@testing-library/react";
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
  cutOffUntil: null,
  subtitles: [],
  video: "composing",
  videoProgress: 40,
  videoHeight: 720,
  embeddable: false,
  entry: "none",
  password: null,
  registration: false,
  ownerDownloadsOnly: false,
  expiresAt: null,
  restorableUntil: null,
};
const RUNNING = { ...HARBOUR, reid: "r2", title: "Now", state: "recording", url: "", video: "none", duration: 0 };
const FAILED = { ...HARBOUR, reid: "r3", title: "Empty", state: "failed", problem: "nothing", url: "", video: "none" };

const VISITOR = { email: "", company: "", userId: "", browser: "", address: "10.0.0.1", download: false };
const VISITORS = [
  { ...VISITOR, name: "Ada", startedAt: "2026-11-21T10:00:00Z", endedAt: "2026-11-21T10:02:05Z" },
  { ...VISITOR, name: "", startedAt: "2026-11-21T09:00:00Z", endedAt: null, download: true },
];

afterEach(() => {
  storage = PLENTY;
  cleanup();
  vi.unstubAllGlobals();
});

const PLENTY = {
  documents: 0,
  pages: 0,
  images: 0,
  sharedDocuments: 0,
  recordings: 3e9,
  limit: null as number | null,
  scarce: false,
};
let storage = PLENTY;

async function show(...recordings: unknown[]): Promise<ApiCall[]> {
  const calls = fakeServer(({ path }) => {
    if (path === "/session") return { body: { user: ORGANIZER } };
    if (path === "/storage") return { body: storage };
    if (path.startsWith("/recordings/r1/visitors")) return { body: { visitors: VISITORS, next: null } };
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
  await screen.findByText("recordings 3 GB");
  expect(screen.queryByRole("alert")).toBeNull();
});

it("offers to try again what failed, unless nothing was captured", async () => {
  const broken = { ...FAILED, reid: "r4", title: "Broken", problem: "failed" };
  const calls = await show(FAILED, broken);
  const button = await screen.findByRole("button", { name: "Try again" });
  expect(button.closest("li")?.textContent).toContain("Broken");
  await userEvent.click(button);
  await waitFor(() => expect(calls.some(({ path }) => path.startsWith("/recordings/r4/"))).toBe(true));
});

it.each([
  [3.5e9, /Little space is left/],
  [3e9, /The storage is full/],
])("warns where little of the storage is left, and where nothing is: %d bytes", async (limit, text) => {
  storage = { ...PLENTY, limit, scarce: true };
  await show(HARBOUR);
  expect((await screen.findByRole("alert")).textContent).toMatch(text);
});

it("says how far one is that is being finished, and until when what was cut off can be brought back", async () => {
  const cut = { ...HARBOUR, video: "ready", trimStart: 5_000, cutOffUntil: "2026-12-24T18:00:00Z" };
  await show({ ...RUNNING, state: "processing", progress: 40 }, { ...cut, reid: "r4", title: "Cut" });
  await screen.findByText("Being finished: 40 %");
  const row = screen.getByRole("heading", { name: "Cut" }).closest("li");
  expect(row?.textContent).toMatch(/What was cut off can be brought back until .*24/);
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

async function choose(item: string): Promise<void> {
  await userEvent.click(await screen.findByRole("button", { name: /Harbour/ }));
  await userEvent.click(await screen.findByRole("menuitem", { name: item }));
}

it("brings, replaces and removes subtitles", async () => {
  const calls = await show({ ...HARBOUR, subtitles: ["de"] });
  await choose("Subtitles");
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByLabelText("Language", { selector: "input" }), "no tag");
  expect(dialog.getByRole("button", { name: "Choose a file" }).hasAttribute("disabled")).toBe(true);
  await userEvent.clear(dialog.getByLabelText("Language", { selector: "input" }));
  await userEvent.type(dialog.getByLabelText("Language", { selector: "input" }), "de");
  expect(dialog.getByRole("button", { name: "Choose a file that replaces them" })).toBeDefined();
  const file = new File(["WEBVTT"], "a.vtt", { type: "text/vtt" });
  const input = document.querySelector<HTMLInputElement>("input[type=file]");
  if (!input) throw new Error("There is no field for a file.");
  await userEvent.upload(input, file);
  await vi.waitFor(() =>
    expect(calls.find(({ method }) => method === "PUT")).toMatchObject({
      path: "/recordings/r1/subtitles/de",
      body: { content: "WEBVTT" },
    }),
  );
  await userEvent.click(dialog.getByRole("button", { name: "Remove the subtitles: Deutsch" }));
  await vi.waitFor(() =>
    expect(calls.some(({ method, path }) => method === "DELETE" && path === "/recordings/r1/subtitles/de")).toBe(true),
  );
});

it("lists who played and downloaded a recording", async () => {
  await show(HARBOUR);
  await choose("Visitors");
  const items = await within(await screen.findByRole("dialog")).findAllByRole("listitem");
  expect(items.map((item) => item.textContent)).toEqual([
    expect.stringMatching(/^Ada10\.0\.0\.1.* · 2:05$/),
    expect.stringMatching(/^Somebody.*Downloaded$/),
  ]);
});

it("has the video made with more lines, and hands out tracks", async () => {
  const calls = await show(HARBOUR);
  await userEvent.click(await screen.findByRole("button", { name: /Harbour/ }));
  const tracks = await screen.findByRole("menuitem", { name: "Download what each person sent" });
  expect(tracks.getAttribute("href")).toBe("/api/v1/recordings/r1/tracks");
  await userEvent.click(screen.getByRole("menuitem", { name: "Make the video with 1080 lines" }));
  await vi.waitFor(() =>
    expect(calls.find(({ method }) => method === "PATCH")).toMatchObject({ body: { videoHeight: 1080 } }),
  );
});

it("gives the HTML that embeds a recording where that is allowed", async () => {
  await show({ ...HARBOUR, embeddable: true, title: 'A "B" & C' });
  await userEvent.click(await screen.findByRole("button", { name: /A "B"/ }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "Share" }));
  const code = (await screen.findByLabelText<HTMLInputElement>("Embed")).value;
  expect(code).toContain('src="https://example.org/cc/main/view?id=k7" title="A &quot;B&quot; &amp; C"');
  expect(code).toContain('allow="autoplay; fullscreen"');
});
