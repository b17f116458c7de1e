import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { type ApiReply, fakeServer, renderPage } from "../testing/renderPage";
import { pageOfEachTest } from "../testing/page";
import { MEETING, ORGANIZER } from "../testing/organizer";
import FrontPage from "./FrontPage";

const REFUSED: ApiReply = { status: 401, body: { error: "auth_failed", message: "No.", parameter: null } };

const page = pageOfEachTest();
const { click, type } = page;

const show = () => renderPage("/", "/", FrontPage);

describe("joining", () => {
  it("leads to the meeting of a code", async () => {
    fakeServer(() => ({ body: { user: null } }));
    await show();
    await type("Meeting code", "k7q pxa bcde");
    await click("Join");
    await screen.findByText("elsewhere");
  });

  it("says what is missing", async () => {
    fakeServer(() => ({ body: { user: null } }));
    await show();
    await click("Join");
    await screen.findByText("Type the code or paste the link you were sent.");
    await type("Meeting code", "https://example.org/");
    await click("Join");
    await screen.findByText(/looks like neither/);
  });
});

describe("signing in", () => {
  const attempt = async () => {
    await show();
    await type("User ID", "grace");
    await type("Password", "wrong");
    await click("Sign in");
  };

  it("shows the person's meetings", async () => {
    const calls = fakeServer(({ method, path }) => {
      if (path.startsWith("/meetings")) return { body: { meetings: [MEETING], next: null } };
      return { body: { user: method === "POST" ? ORGANIZER : null } };
    });
    await attempt();
    await screen.findByRole("heading", { name: "Meetings" });
    expect(calls[1]?.body).toEqual({ center: "", userId: "grace", password: "wrong" });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Meetings" })));
  });

  it("says kindly that the two do not go together, and forgets the password", async () => {
    fakeServer(({ method }) => (method === "POST" ? REFUSED : { body: { user: null } }));
    await attempt();
    await screen.findByText(/do not go together/);
    expect(screen.getByLabelText<HTMLInputElement>("Password").value).toBe("");
    expect(screen.getByLabelText<HTMLInputElement>("User ID").value).toBe("grace");
  });

  it("says when to try again after too many attempts", async () => {
    const body = { error: "too_many_requests", message: "Later.", parameter: null };
    fakeServer(({ method }) =>
      method === "POST" ? { status: 429, headers: { "retry-after": "7200" }, body } : { body: { user: null } },
    );
    await attempt();
    await screen.findByText(/Try again in 2 hours\./);
  });

  it("is asked for over the page whose session has ended, and what was typed stays", async () => {
    let signedIn = true;
    const gone: ApiReply = { status: 401, body: { error: "auth_failed", message: "No.", parameter: null } };
    fakeServer(({ method, path }) => {
      if (method === "POST" && path === "/session") signedIn = true;
      if (path === "/session") return { body: { user: signedIn ? ORGANIZER : null } };
      if (!signedIn) return gone;
      return path.startsWith("/meetings?") ? { body: { meetings: [MEETING], next: null } } : { body: MEETING };
    });
    await show();
    await click("Schedule a meeting");
    await type("Title", "Planning");
    signedIn = false;
    await click("Schedule meeting");
    const dialog = await screen.findByRole("dialog", { name: "You are no longer signed in" });
    expect(within(dialog).getByLabelText<HTMLInputElement>("User ID").value).toBe("grace");
    await page.user.type(within(dialog).getByLabelText("Password"), "secret");
    await page.user.keyboard("{Escape}");
    await page.user.click(within(dialog).getByRole("button", { name: "Sign in" }));
    await waitFor(() => expect(screen.queryByRole("dialog", { name: "You are no longer signed in" })).toBeNull());
    expect(screen.getByLabelText<HTMLInputElement>("Title").value).toBe("Planning");
    await click("Schedule meeting");
    await screen.findByText("Your meeting is ready");
  });

  it("shows members what they are invited to, and how they join", async () => {
    fakeServer(({ path }) =>
      path.startsWith("/meetings")
        ? { body: { meetings: [], next: null } }
        : { body: { user: { ...ORGANIZER, role: "member", mayOrganize: false } } },
    );
    await show();
    await screen.findByRole("textbox", { name: "Meeting code" });
    await screen.findByText(/Your account joins meetings/);
    await screen.findByText("Meetings to which you are invited will stand here.");
    expect(screen.queryByRole("button", { name: "New meeting" })).toBeNull();
    expect(screen.queryByRole("tab", { name: "Cancelled" })).toBeNull();
    await click("Join with a code");
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Meeting code" }));
    await page.user.click(await screen.findByRole("button", { name: "Account of Grace Hopper" }));
    await screen.findByRole("menuitem", { name: "Sign out" });
  });
});
