import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import { MEETING, ORGANIZER } from "../testing/organizer";
import { type ApiCall, type ApiReply, fakeServer, renderPage } from "../testing/renderPage";
import { pageOfEachTest } from "../testing/page";
import LibraryPage from "./LibraryPage";

const PLAN = {
  document: {
    id: "d1",
    title: "Harbour plan",
    kind: "pdf",
    contentType: "application/pdf",
    size: 1_400_000,
    createdAt: "2026-11-21T09:00:00Z",
    deletedAt: null as string | null,
    state: "ready",
    problem: "",
    pages: 12,
    done: 12,
  },
  meeting: "m1",
  meetingTitle: "Planning",
  owner: "Grace Hopper",
  folder: "",
  audience: "owner",
  group: null,
  versions: 1,
  mayChange: true,
  thumbnail: "/api/v1/documents/picture?token=x" as string | null,
  restorableUntil: null as string | null,
};
const BROKEN = {
  ...PLAN,
  document: { ...PLAN.document, id: "d2", title: "Old talk", kind: "office", state: "failed", problem: "no_office" },
  thumbnail: null,
};
const GONE = {
  ...PLAN,
  document: { ...PLAN.document, id: "d3", title: "Draft", deletedAt: "2026-11-22T09:00:00Z" },
  thumbnail: null,
  restorableUntil: "2026-12-22T09:00:00Z",
};
const STORAGE = { documents: 3e9, pages: 1e9, images: 0, recordings: 0, limit: 5e9, scarce: true };

const page = pageOfEachTest();

async function show(answer: (call: ApiCall) => ApiReply): Promise<ApiCall[]> {
  const calls = fakeServer((call) => {
    if (call.path === "/session") return { body: { user: ORGANIZER } };
    if (call.path === "/storage") return { body: STORAGE };
    if (call.path === "/library") return { body: { folders: [{ name: "Maps", documents: 2 }], groups: ["north"] } };
    return answer(call);
  });
  await renderPage("/library", "/library", LibraryPage);
  return calls;
}

const list = (...documents: unknown[]) => ({ body: { documents, next: null } });

describe("the library", () => {
  it("lists documents with what is known of them, and of the storage", async () => {
    await show(() => list(PLAN, BROKEN));
    const row = (await screen.findByRole("heading", { name: "Harbour plan" })).closest("li");
    expect(row?.textContent).toContain("PDF · 12 pages · 1.4 MB");
    expect(row?.textContent).toContain("Planning · Grace Hopper");
    expect(screen.getByText(/This server cannot open Office files/)).toBeTruthy();
    await screen.findByText("4 GB of 5 GB used");
    screen.getByText(/Little space is left/);
  });

  it("is searched and narrowed to one meeting, and shows all again", async () => {
    const calls = await show(({ path }) => (path.includes("search=zed") ? list() : list(PLAN)));
    await page.user.click(await screen.findByRole("button", { name: "Show only documents of “Planning”" }));
    await vi.waitFor(() => expect(calls.some(({ path }) => path.includes("meeting=m1"))).toBe(true));
    await page.user.type(screen.getByRole("searchbox", { name: "Search documents" }), "zed");
    await screen.findByText("No document here has “zed” in its name or on its pages.");
    await page.user.click(screen.getByRole("button", { name: "Show all documents" }));
    await screen.findByRole("heading", { name: "Harbour plan" });
    expect(screen.queryByText("Only of “Planning”")).toBeNull();
  });

  it("puts a document into a meeting by two clicks", async () => {
    const calls = await show(({ path, method }) => {
      if (method === "POST") return { status: 201, body: PLAN.document };
      return path.startsWith("/meetings") ? { body: { meetings: [MEETING], next: null } } : list(PLAN);
    });
    await page.user.click(await screen.findByRole("button", { name: "Put “Harbour plan” into a meeting" }));
    const dialog = await screen.findByRole("dialog", { name: "Put “Harbour plan” into which meeting?" });
    await page.user.click(await within(dialog).findByRole("button", { name: /Planning/ }));
    await screen.findByText("“Harbour plan” is in “Planning” now.");
    expect(calls.find(({ method }) => method === "POST")).toMatchObject({
      path: "/documents/d1/copies",
      body: { meeting: "m1", key: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
    });
  });

  it("says why a document cannot be put there", async () => {
    await show(({ path, method }) => {
      if (method === "POST") return { status: 507, body: { error: "storage_full", message: "", parameter: null } };
      return path.startsWith("/meetings") ? { body: { meetings: [MEETING], next: null } } : list(PLAN);
    });
    await page.user.click(await screen.findByRole("button", { name: "Put “Harbour plan” into a meeting" }));
    await page.user.click(await screen.findByRole("button", { name: /Planning.*No fixed time/ }));
    await screen.findByText(/The storage of the center is full/);
  });

  it("deletes, restores, and deletes for good", async () => {
    const calls = await show(({ path, method }) => {
      if (method === "DELETE") return { status: 204 };
      if (method === "POST") return { body: GONE.document };
      return path.includes("deleted=true") ? list(GONE) : list(PLAN);
    });
    await page.user.click(await screen.findByRole("button", { name: "What to do with “Harbour plan”" }));
    await page.user.click(await screen.findByRole("menuitem", { name: "Delete" }));
    const dialog = await screen.findByRole("dialog", { name: "Delete “Harbour plan”?" });
    await page.user.click(within(dialog).getByRole("button", { name: "Delete" }));
    await screen.findByText("“Harbour plan” was deleted.");
    await page.user.click(screen.getByRole("tab", { name: "Deleted" }));
    await page.user.click(await screen.findByRole("button", { name: "Restore “Draft”" }));
    await screen.findByText("“Draft” is back in “Planning”.");
    await page.user.click(screen.getByRole("button", { name: "What to do with “Draft”" }));
    await page.user.click(await screen.findByRole("menuitem", { name: "Delete for good" }));
    const last = await screen.findByRole("dialog", { name: "Delete “Draft” for good?" });
    await page.user.click(within(last).getByRole("button", { name: "Delete for good" }));
    await screen.findByText("“Draft” was deleted for good.");
    const written = calls.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
    expect(written).toEqual([
      "DELETE /documents/d1",
      "POST /documents/d3/restoration",
      "DELETE /documents/d3/restoration",
    ]);
  });

  it("changes where a document is and who may use it, and goes back to an earlier version", async () => {
    const own = {
      ...PLAN,
      meeting: null,
      meetingTitle: "",
      folder: "Maps",
      audience: "group",
      group: "north",
      versions: 2,
    };
    const earlier = { document: { ...PLAN.document, id: "d0" }, owner: "Grace Hopper", present: false };
    const calls = await show(({ path, method }) => {
      if (path.endsWith("/versions"))
        return { body: { versions: [{ ...earlier, document: PLAN.document, present: true }, earlier] } };
      return method === "GET" ? list(own) : { body: own };
    });
    const row = (await screen.findByRole("heading", { name: "Harbour plan" })).closest("li");
    expect(row?.textContent).toContain("Maps · Grace Hopper · for north");
    await page.user.click(screen.getByRole("button", { name: "What to do with “Harbour plan”" }));
    await page.user.click(await screen.findByRole("menuitem", { name: "Name, folder and access" }));
    const dialog = await screen.findByRole("dialog", { name: "Name, folder and access" });
    const field = within(dialog).getByRole("textbox", { name: "Name" });
    await page.user.clear(field);
    await page.user.type(field, "Atlas");
    await page.user.click(within(dialog).getByRole("button", { name: "Save" }));
    await screen.findByText("Saved.");
    expect(calls.find(({ method }) => method === "PATCH")?.body).toEqual({
      title: "Atlas",
      folder: "Maps",
      audience: "group",
      group: "north",
    });
    await page.user.click(screen.getByRole("button", { name: "What to do with “Harbour plan”" }));
    await page.user.click(await screen.findByRole("menuitem", { name: "All versions" }));
    await page.user.click(await screen.findByRole("button", { name: "Use this one again" }));
    await screen.findByText("That version is the present one again.");
    expect(calls.some(({ method, path }) => method === "POST" && path === "/documents/d0/present")).toBe(true);
  });

  it("gives those who may only use a document no way to change it", async () => {
    await show(() => list({ ...PLAN, meeting: null, audience: "center", mayChange: false }));
    await page.user.click(await screen.findByRole("button", { name: "What to do with “Harbour plan”" }));
    await screen.findByRole("menuitem", { name: "Download the original" });
    expect(screen.queryAllByRole("menuitem")).toHaveLength(1);
  });

  it("leads to the meetings while it is empty, and says when it cannot be asked", async () => {
    let down = true;
    await show(() => (down ? { status: 503, body: { error: "unavailable", message: "", parameter: null } } : list()));
    await screen.findByText(/The server cannot be reached/);
    down = false;
    await page.user.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByText("Documents that are added to your meetings are kept here.");
    screen.getByRole("link", { name: "To your meetings" });
  });
});
