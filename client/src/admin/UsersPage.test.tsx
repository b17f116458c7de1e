import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { fakeServer, renderPage } from "../testing/renderPage";
import { pageOfEachTest } from "../testing/page";
import UsersPage from "./UsersPage";

const ANN = {
  userId: "ann",
  name: "Ann Lee",
  email: "ann@example.org",
  role: "organizer",
  signsIn: true,
  active: true,
  meetings: 3,
  createdAt: "2026-11-21T09:00:00Z",
  externalIds: [],
};
const BO = {
  ...ANN,
  userId: "api-1",
  name: "",
  email: "",
  signsIn: false,
  externalIds: [{ client: "crm", externalId: "p-7" }],
};

const page = pageOfEachTest();

const show = () => renderPage("/users", "/users", UsersPage);

describe("the people of a center", () => {
  it("are listed with what programs call them", async () => {
    fakeServer(() => ({ body: { users: [ANN, BO], next: null } }));
    await show();
    const row = (await screen.findByText("p-7", { selector: ".external bdi, span bdi" })).closest("tr");
    expect(row?.textContent).toContain("crm");
    expect(row?.textContent).toContain("Does not sign in");
  });

  it("are searched, and nobody may be found", async () => {
    const calls = fakeServer(({ path }) => ({
      body: path.includes("search=zed") ? { users: [], next: null } : { users: [ANN], next: null },
    }));
    await show();
    await page.user.type(await screen.findByRole("searchbox", { name: "Search people" }), "zed");
    await screen.findByText("Nobody here is called “zed”.");
    await page.user.click(screen.getByRole("button", { name: "Show everybody" }));
    await screen.findByText("Ann Lee");
    expect(calls.some(({ path }) => path.includes("search=zed"))).toBe(true);
  });

  it("are merged after one has read what that means; who signs in stays", async () => {
    const calls = fakeServer(({ method }) => ({
      body: method === "POST" ? { ...ANN, externalIds: BO.externalIds } : { users: [ANN, BO], next: null },
    }));
    await show();
    await page.user.click(await screen.findByRole("button", { name: "What to do with “Ann Lee”" }));
    await page.user.click(await screen.findByRole("menuitem", { name: "Is the same person as…" }));
    const dialog = await screen.findByRole("dialog", { name: "Who else is Ann Lee?" });
    const button = within(dialog).getByRole<HTMLButtonElement>("button", { name: "Merge for good" });
    expect(button.disabled).toBe(true);
    await page.user.click(within(dialog).getByRole("combobox", { name: "The same person" }));
    await page.user.click(await screen.findByRole("option", { name: /crm: p-7/ }));
    await within(dialog).findByText(/All that belongs to p-7 becomes Ann Lee’s/);
    await page.user.click(button);
    await screen.findByText("They are one person now: Ann Lee.");
    expect(calls.find(({ method }) => method === "POST")?.body).toEqual({ into: "ann", merged: "api-1" });
  });

  const FOUND = {
    erased: false,
    users: 1,
    signIns: 0,
    participations: 4,
    visits: 9,
    messages: 12,
    votes: 0,
    notes: 0,
    recordingViews: 0,
    mails: 2,
    meetingsToCome: 1,
  };

  it("are erased after one has read what goes, what stays, and has typed the name", async () => {
    const calls = fakeServer(({ path, body }) => {
      if (!path.endsWith("/erase")) return { body: { users: [ANN], next: null } };
      return { body: { ...FOUND, erased: !(body as { dryRun?: boolean }).dryRun } };
    });
    await show();
    await page.user.click(await screen.findByRole("button", { name: "What to do with “Ann Lee”" }));
    await page.user.click(await screen.findByRole("menuitem", { name: "Erase…" }));
    const dialog = await screen.findByRole("dialog", { name: "Erase Ann Lee?" });
    const button = await within(dialog).findByRole<HTMLButtonElement>("button", { name: "Erase for good" });
    expect(
      within(dialog)
        .getAllByRole("term")
        .map(({ textContent }) => textContent),
    ).toEqual(["Meetings taken part in", "Visits", "Messages", "Mails", "Own meetings to come"]);
    const field = within(dialog).getByRole("textbox", { name: "Type “Ann Lee” to confirm" });
    await page.user.type(field, "Ann{Enter}");
    expect(button.disabled).toBe(true);
    expect(calls.filter(({ method }) => method === "POST").map(({ body }) => body)).toEqual([
      { userId: "ann", dryRun: true },
    ]);
    await page.user.type(field, " lee{Enter}");
    expect((await screen.findByText(/^Ann Lee is erased/)).getAttribute("role")).toBe("status");
    expect(calls.findLast(({ method }) => method === "POST")?.body).toEqual({ userId: "ann" });
    await page.user.click(within(dialog).getAllByRole("button", { name: "Close" })[1] as HTMLElement);
    expect(calls.filter(({ method }) => method === "GET").length).toBeGreaterThan(1);
  });

  it.each([
    ["wrong_state", 409, /is in a meeting now/],
    ["invariant_broken", 409, /last administrator/],
    ["invalid_parameter", 400, /cannot erase yourself/],
    ["unavailable", 503, /cannot be reached/],
  ])("are not erased where the server says %s, and the dialog says why", async (error, status, sentence) => {
    fakeServer(({ path, body }) => {
      if (!path.endsWith("/erase")) return { body: { users: [ANN], next: null } };
      return (body as { dryRun?: boolean }).dryRun
        ? { body: FOUND }
        : { status, body: { error, message: "No.", parameter: null } };
    });
    await show();
    await page.user.click(await screen.findByRole("button", { name: "What to do with “Ann Lee”" }));
    await page.user.click(await screen.findByRole("menuitem", { name: "Erase…" }));
    await page.user.type(await screen.findByRole("textbox", { name: "Type “Ann Lee” to confirm" }), "Ann Lee{Enter}");
    expect((await screen.findByRole("alert")).textContent).toMatch(sentence);
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Erase for good" }).disabled).toBe(false);
  });

  it("are for administrators alone", async () => {
    fakeServer(() => ({ status: 403, body: { error: "not_allowed", message: "No.", parameter: null } }));
    await show();
    await screen.findByText(/This account may not do that/);
  });
});
