import { cleanup, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { fakeServer, renderPage } from "../testing/renderPage";
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

let user = userEvent.setup();

beforeEach(() => {
  user = userEvent.setup();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

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
    await user.type(await screen.findByRole("searchbox", { name: "Search people" }), "zed");
    await screen.findByText("Nobody here is called “zed”.");
    await user.click(screen.getByRole("button", { name: "Show everybody" }));
    await screen.findByText("Ann Lee");
    expect(calls.some(({ path }) => path.includes("search=zed"))).toBe(true);
  });

  it("are merged after one has read what that means; who signs in stays", async () => {
    const calls = fakeServer(({ method }) => ({
      body: method === "POST" ? { ...ANN, externalIds: BO.externalIds } : { users: [ANN, BO], next: null },
    }));
    await show();
    await user.click(await screen.findByRole("button", { name: "What to do with “Ann Lee”" }));
    await user.click(await screen.findByRole("menuitem", { name: "Is the same person as…" }));
    const dialog = await screen.findByRole("dialog", { name: "Who else is Ann Lee?" });
    const button = within(dialog).getByRole<HTMLButtonElement>("button", { name: "Merge for good" });
    expect(button.disabled).toBe(true);
    await user.click(within(dialog).getByRole("combobox", { name: "The same person" }));
    await user.click(await screen.findByRole("option", { name: /crm: p-7/ }));
    await within(dialog).findByText(/All that belongs to p-7 becomes Ann Lee’s/);
    await user.click(button);
    await screen.findByText("They are one person now: Ann Lee.");
    expect(calls.find(({ method }) => method === "POST")?.body).toEqual({ into: "ann", merged: "api-1" });
  });

  it("are for administrators alone", async () => {
    fakeServer(() => ({ status: 403, body: { error: "not_allowed", message: "No.", parameter: null } }));
    await show();
    await screen.findByText(/This account may not do that/);
  });
});
