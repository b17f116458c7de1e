import { cleanup, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { type ApiCall, type ApiReply, fakeServer, renderPage } from "../testing/renderPage";
import FrontPage from "./FrontPage";

const ORGANIZER = { center: "main", userId: "grace", name: "Grace Hopper", role: "organizer", mayOrganize: true };
const MEETING = {
  mid: "m1",
  code: "K7QPXABCDE",
  title: "Planning",
  status: "scheduled",
  cancelled: false,
  startsAt: null,
  endsAt: null,
  timeZone: "UTC",
  createdAt: "2026-11-21T09:00:00Z",
  meetingUrl: "https://meet.example.org/m/K7QPXABCDE",
  hostUrl: "https://meet.example.org/e/LIVE0123456789ABCDEFGHIJ",
  inside: 0,
};
const REFUSED: ApiReply = { status: 401, body: { error: "auth_failed", message: "No.", parameter: null } };

let user = userEvent.setup();

beforeEach(() => {
  user = userEvent.setup();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function signedIn(more: (call: ApiCall) => ApiReply = () => ({ body: { meetings: [MEETING], next: null } })) {
  return fakeServer((call) =>
    call.path === "/session" && call.method === "GET" ? { body: { user: ORGANIZER } } : more(call),
  );
}

const show = () => renderPage("/", "/", FrontPage);
const type = async (name: string, text: string) => {
  await user.type(await screen.findByLabelText(name), text);
};
const click = async (name: string) => {
  await user.click(await screen.findByRole("button", { name }));
};

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

  it("lets members who may not hold meetings join some", async () => {
    fakeServer(() => ({ body: { user: { ...ORGANIZER, role: "member", mayOrganize: false } } }));
    await show();
    await screen.findByRole("textbox", { name: "Meeting code" });
    await screen.findByText(/Your account joins meetings/);
    expect(screen.queryByRole("button", { name: "New meeting" })).toBeNull();
    await screen.findByRole("button", { name: "Sign out" });
  });
});

describe("meetings", () => {
  it("are started now, with their links", async () => {
    const calls = signedIn(({ method }) =>
      method === "POST" ? { status: 201, body: MEETING } : { body: { meetings: [], next: null } },
    );
    await show();
    await click("New meeting");
    const made = await screen.findByRole("dialog", { name: "Your meeting is ready" });
    expect(within(made).getByLabelText<HTMLInputElement>("Meeting link").value).toBe(MEETING.meetingUrl);
    expect(within(made).getByRole("link", { name: "Enter as host" }).getAttribute("href")).toBe(MEETING.hostUrl);
    expect(calls.find(({ method }) => method === "POST")?.path).toBe("/meetings");
  });

  it("come a page at a time", async () => {
    const second = { ...MEETING, mid: "m2", title: "Review" };
    signedIn(({ path }) => ({
      body: path.includes("cursor=c2") ? { meetings: [second], next: null } : { meetings: [MEETING], next: "c2" },
    }));
    await show();
    await screen.findByRole("cell", { name: "Planning" });
    await click("Show more");
    await screen.findByRole("cell", { name: "Review" });
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it("are cancelled only after a question", async () => {
    const calls = signedIn(({ method }) => ({
      body: method === "DELETE" ? { ...MEETING, cancelled: true } : { meetings: [MEETING], next: null },
    }));
    await show();
    await click("Cancel meeting");
    const question = await screen.findByRole("dialog", { name: "Cancel “Planning”?" });
    expect(calls.some(({ method }) => method === "DELETE")).toBe(false);
    await user.click(within(question).getByRole("button", { name: "Cancel meeting" }));
    await screen.findByText("“Planning” is cancelled. Its links now say so.");
    expect(calls.find(({ method }) => method === "DELETE")?.path).toBe("/meetings/m1");
  });

  it("are scheduled on the clock of the chosen time zone", async () => {
    const calls = signedIn(({ method }) =>
      method === "POST"
        ? { status: 201, body: { ...MEETING, startsAt: "2031-07-01T09:00:00Z" } }
        : { body: { meetings: [], next: null } },
    );
    await show();
    await click("Schedule a meeting");
    await type("Title", "Planning");
    const zone = await screen.findByRole("combobox", { name: "Time zone" });
    await user.clear(zone);
    await user.type(zone, "Asia/Tokyo");
    await user.click(await screen.findByRole("option", { name: "Asia/Tokyo" }));
    for (const [label, value] of [
      ["Date", "2031-07-01"],
      ["Time", "18:00"],
    ] as const) {
      const field = screen.getByLabelText(label);
      await user.clear(field);
      await user.type(field, value);
    }
    await click("Schedule meeting");
    await screen.findByRole("dialog", { name: "Your meeting is scheduled" });
    expect(calls.find(({ method }) => method === "POST")?.body).toEqual({
      title: "Planning",
      startsAt: "2031-07-01T09:00:00.000Z",
      durationMinutes: 60,
      timeZone: "Asia/Tokyo",
      lobby: false,
    });
  });

  it("ask to sign in again when the sign-in has run out", async () => {
    let out = false;
    fakeServer(({ path, method }) => {
      if (path === "/session") return { body: { user: out ? null : ORGANIZER } };
      if (method === "POST") {
        out = true;
        return REFUSED;
      }
      return { body: { meetings: [MEETING], next: null } };
    });
    await show();
    await click("New meeting");
    await screen.findByText(/You are no longer signed in/);
    await screen.findByRole("button", { name: "Sign in" });
  });
});
