import { screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import { MEETING, ORGANIZER } from "../testing/organizer";
import { type ApiCall, type ApiReply, fakeServer, renderPage } from "../testing/renderPage";
import { FakeUpload } from "../testing/fakeUpload";
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
const BOARD = {
  board: {
    id: "b1",
    name: "Harbour sketch",
    template: "blank",
    createdAt: "2026-11-21T09:00:00Z",
    drawnAt: "2026-11-21T10:00:00Z",
    deletedAt: null as string | null,
  },
  meeting: "m1" as string | null,
  meetingTitle: "Planning",
  owner: "Grace Hopper",
  folder: "",
  audience: "owner",
  group: null,
  mayChange: true,
  restorableUntil: null as string | null,
};
const STORAGE = {
  documents: 3e9,
  pages: 1e9,
  images: 0,
  sharedDocuments: 3e6,
  recordings: 0,
  limit: 5e9,
  scarce: true,
};

const page = pageOfEachTest();

async function show(answer: (call: ApiCall) => ApiReply, user: typeof ORGANIZER = ORGANIZER): Promise<ApiCall[]> {
  const calls = fakeServer((call) => {
    if (call.path === "/session") return { body: { user } };
    if (call.path === "/storage") return { body: STORAGE };
    if (call.path === "/library")
      return { body: { folders: [{ name: "Maps", documents: 2, boards: 1 }], groups: ["north"] } };
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
    screen.getByText("documents 3 GB · their pages 1 GB · whiteboards and notes 3 MB");
  });

  it("adds files one after the other, says which was not taken, and goes on", async () => {
    vi.stubGlobal("XMLHttpRequest", FakeUpload);
    await show(() => list(PLAN));
    await screen.findByRole("button", { name: "Add documents" });
    const files = ["Program.pdf", "Lost.pdf", "Atlas.pdf"].map((name) => new File(["%PDF"], name));
    await page.user.upload(document.querySelector<HTMLInputElement>("input[type=file]") as HTMLInputElement, files);
    screen.getByText("“Program.pdf” is being added");
    screen.getByRole("progressbar", { name: "“Program.pdf” is being added" });
    FakeUpload.latest.answer(422, { error: "bad_file" });
    await screen.findByText(/“Program.pdf” was not added. This file cannot be used./);
    await screen.findByText("“Lost.pdf” is being added");
    FakeUpload.latest.onerror?.();
    await screen.findByText(/“Lost.pdf” was not added. The server cannot be reached right now./);
    await screen.findByText("“Atlas.pdf” is being added");
    FakeUpload.latest.answer(201, {});
    await screen.findByText("“Atlas.pdf” is in the library now.");
    await vi.waitFor(() => expect(screen.queryByText("“Atlas.pdf” is being added")).toBeNull());
    expect(FakeUpload.all.map(({ url }) => url.searchParams.get("name"))).toEqual(files.map(({ name }) => name));
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

  it("shows the pages of a document, one by one", async () => {
    const picture = (name: string) => ({ width: 1600, height: 900, url: `/api/v1/documents/picture?token=${name}` });
    const pages = [
      { number: 1, pictures: [picture("one")], text: "Where the ships lie", links: [] },
      { number: 2, pictures: [], text: "", links: [] },
      { number: 3, pictures: [picture("three")], text: "", links: [] },
    ];
    const three = { ...PLAN, document: { ...PLAN.document, pages: 3, done: 3 } };
    await show(({ path }) =>
      path.includes("/pages") ? { body: { document: three.document, pages, more: false } } : list(three, BROKEN),
    );
    expect(screen.queryByRole("button", { name: "Open “Old talk”" })).toBeNull();
    await page.user.click(await screen.findByRole("button", { name: "Open “Harbour plan”" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Harbour plan" }));
    const first = await dialog.findByRole("img", { name: "Harbour plan, page 1" });
    expect(first.getAttribute("src")).toBe(picture("one").url);
    dialog.getByText("Where the ships lie");
    await page.user.click(dialog.getByRole("button", { name: "Next page" }));
    await dialog.findByText("This page cannot be shown");
    await page.user.keyboard("{ArrowRight}");
    await dialog.findByRole("img", { name: "Harbour plan, page 3" });
    // There is none after the last.
    await page.user.keyboard("{PageDown}");
    dialog.getByText("Page 3 of 3");
    await page.user.keyboard("{ArrowLeft}{ArrowLeft}");
    await dialog.findByText("Page 1 of 3");
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
    expect(screen.queryAllByRole("menuitem").map((one) => one.textContent)).toEqual(["Open", "Download the original"]);
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

describe("whiteboards in the library", () => {
  const boards = (...found: unknown[]) => ({ body: { boards: found, next: null } });

  it("are found, put into a meeting by two clicks, and kept", async () => {
    const calls = await show(({ path, method }) => {
      if (method === "POST") return { status: 201, body: BOARD };
      if (path.startsWith("/meetings")) return { body: { meetings: [MEETING], next: null } };
      if (path.includes("search=zed")) return boards();
      return path.startsWith("/boards") ? boards(BOARD) : list(PLAN);
    });
    await page.user.click(await screen.findByRole("tab", { name: "Whiteboards" }));
    const row = (await screen.findByRole("heading", { name: "Harbour sketch" })).closest("li");
    expect(row?.textContent).toContain("Planning · Grace Hopper");
    expect(screen.queryByRole("combobox", { name: "Kind of document" })).toBeNull();
    await page.user.click(screen.getByRole("button", { name: "Put “Harbour sketch” into a meeting" }));
    const dialog = await screen.findByRole("dialog", { name: "Put “Harbour sketch” into which meeting?" });
    await page.user.click(await within(dialog).findByRole("button", { name: /Planning/ }));
    await screen.findByText("“Harbour sketch” is in “Planning” now.");
    await page.user.click(screen.getByRole("button", { name: "What to do with “Harbour sketch”" }));
    await page.user.click(await screen.findByRole("menuitem", { name: "Keep in the library" }));
    await screen.findByText("“Harbour sketch” is in the library now.");
    const copies = calls.filter(({ method }) => method === "POST");
    expect(copies.map(({ path, body }) => [path, (body as { meeting: unknown }).meeting])).toEqual([
      ["/boards/b1/copies", "m1"],
      ["/boards/b1/copies", null],
    ]);
    await page.user.type(screen.getByRole("searchbox", { name: "Search whiteboards" }), "zed");
    await screen.findByText("No whiteboard here has “zed” in its name or written on it.");
  });

  it("of a meeting have another name, those of the library a folder and others who use them", async () => {
    const own = { ...BOARD, meeting: null, meetingTitle: "", board: { ...BOARD.board, id: "b2", name: "Kept" } };
    const calls = await show(({ path, method }) => {
      if (method === "PATCH") return { body: BOARD };
      return path.startsWith("/boards") ? boards(own, BOARD) : list();
    });
    await page.user.click(await screen.findByRole("tab", { name: "Whiteboards" }));
    await page.user.click(await screen.findByRole("button", { name: "What to do with “Harbour sketch”" }));
    await page.user.click(await screen.findByRole("menuitem", { name: "Rename" }));
    const rename = await screen.findByRole("dialog", { name: "Rename" });
    expect(within(rename).queryByLabelText("Folder")).toBeNull();
    await page.user.type(within(rename).getByRole("textbox", { name: "Name" }), " 2");
    await page.user.click(within(rename).getByRole("button", { name: "Save" }));
    await screen.findByText("Saved.");
    await page.user.click(screen.getByRole("button", { name: "What to do with “Kept”" }));
    await page.user.click(await screen.findByRole("menuitem", { name: "Name, folder and access" }));
    const change = await screen.findByRole("dialog", { name: "Name, folder and access" });
    await page.user.type(within(change).getByRole("combobox", { name: "Folder" }), "Maps");
    await page.user.click(within(change).getByRole("button", { name: "Save" }));
    await vi.waitFor(() => expect(calls.filter(({ method }) => method === "PATCH")).toHaveLength(2));
    expect(calls.filter(({ method }) => method === "PATCH").map(({ path, body }) => [path, body])).toEqual([
      ["/boards/b1", { name: "Harbour sketch 2" }],
      ["/boards/b2", { name: "Kept", folder: "Maps", audience: "owner" }],
    ]);
  });

  it("are restored beside documents", async () => {
    const gone = { ...BOARD, restorableUntil: "2026-12-22T09:00:00Z" };
    const calls = await show(({ path, method }) => {
      if (method === "POST") return { body: gone.board };
      return path.startsWith("/boards") ? boards(gone) : list();
    });
    await page.user.click(await screen.findByRole("tab", { name: "Deleted" }));
    await screen.findByText("Documents that you delete can be restored here for a while.");
    const what = screen.getByRole("radiogroup", { name: "What was deleted" });
    await page.user.click(within(what).getByRole("radio", { name: "Whiteboards" }));
    await page.user.click(await screen.findByRole("button", { name: "Restore “Harbour sketch”" }));
    await screen.findByText("“Harbour sketch” is back in “Planning”.");
    expect(calls.some(({ path }) => path.startsWith("/boards") && path.includes("deleted=true"))).toBe(true);
  });

  it("are seen by a member without what only organizers do", async () => {
    const shared = { ...BOARD, meeting: null, meetingTitle: "", audience: "center", mayChange: false };
    await show(({ path }) => (path.startsWith("/boards") ? boards(shared) : list()), {
      ...ORGANIZER,
      role: "member",
      mayOrganize: false,
    });
    await screen.findByText("Documents that others let you use are shown here.");
    expect(screen.queryByRole("tab", { name: "Deleted" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Add documents" })).toBeNull();
    await page.user.click(screen.getByRole("tab", { name: "Whiteboards" }));
    await screen.findByRole("heading", { name: "Harbour sketch" });
    expect(screen.queryByRole("button", { name: /Put/ })).toBeNull();
    await page.user.click(screen.getByRole("button", { name: "What to do with “Harbour sketch”" }));
    await screen.findByRole("menuitem", { name: "Download (.excalidraw)" });
    expect(screen.getAllByRole("menuitem")).toHaveLength(2);
  });
});
