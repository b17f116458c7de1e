import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import { type ApiCall, type ApiReply, fakeServer, renderPage } from "../testing/renderPage";
import { pageOfEachTest } from "../testing/page";
import { MEETING, ORGANIZER } from "../testing/organizer";
import FrontPage from "../app/FrontPage";

const REFUSED: ApiReply = { status: 401, body: { error: "auth_failed", message: "No.", parameter: null } };

const page = pageOfEachTest();
const { click, type, choose } = page;

function signedIn(more: (call: ApiCall) => ApiReply = () => ({ body: { meetings: [MEETING], next: null } })) {
  return fakeServer((call) =>
    call.path === "/session" && call.method === "GET" ? { body: { user: ORGANIZER } } : more(call),
  );
}

const show = () => renderPage("/", "/", FrontPage);
/** A field whose label a list of its values has too. */
const typeInto = async (name: string, text: string) => {
  await page.user.type(await screen.findByRole("combobox", { name }), text);
};

const PLANNED = {
  ...MEETING,
  startsAt: "2031-07-01T09:00:00Z",
  firstStartsAt: "2031-07-01T09:00:00Z",
  endsAt: "2031-07-01T09:45:00Z",
  timeZone: "Asia/Tokyo",
  durationMinutes: 45,
};

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

  it("are made once where the first answer was lost and the form is sent again", async () => {
    const sent: ApiCall[] = [];
    signedIn((call) => {
      if (call.method !== "POST") return { body: { meetings: [], next: null } };
      sent.push(call);
      return sent.length === 1 ? { status: 503, body: {} } : { status: 201, body: PLANNED };
    });
    await show();
    await click("Schedule a meeting");
    await type("Title", "Planning");
    await click("Schedule meeting");
    await screen.findByRole("alert");
    await click("Schedule meeting");
    await screen.findByRole("dialog", { name: "Your meeting is scheduled" });
    const keyOf = (call: ApiCall | undefined) => (call?.body as { key?: string } | undefined)?.key;
    expect(sent).toHaveLength(2);
    expect(keyOf(sent[0])).toMatch(/^[0-9a-f]{32}$/);
    expect(keyOf(sent[1])).toBe(keyOf(sent[0]));
  });

  it("need no timer for the closed dialog of each", async () => {
    const timers = vi.spyOn(globalThis, "setInterval");
    signedIn(() => ({ body: { meetings: [MEETING, { ...MEETING, mid: "m2", title: "Review" }], next: null } }));
    await show();
    await screen.findByRole("button", { name: "What to do with “Review”" });
    const before = timers.mock.calls.length;
    cleanup();
    timers.mockClear();
    signedIn();
    await show();
    await screen.findByRole("button", { name: "What to do with “Planning”" });
    expect(timers.mock.calls.length).toBe(before);
    timers.mockRestore();
  });

  it("come a page at a time", async () => {
    const second = { ...MEETING, mid: "m2", title: "Review" };
    signedIn(({ path }) => ({
      body: path.includes("cursor=c2") ? { meetings: [second], next: null } : { meetings: [MEETING], next: "c2" },
    }));
    await show();
    await screen.findByRole("heading", { name: "Planning" });
    await click("Show more");
    await screen.findByRole("heading", { name: "Review" });
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it("are cancelled only after a question", async () => {
    const calls = signedIn(({ method }) => ({
      body: method === "DELETE" ? { ...MEETING, cancelled: true } : { meetings: [MEETING], next: null },
    }));
    await show();
    await choose("Planning", "Cancel meeting");
    const question = await screen.findByRole("dialog", { name: "Cancel “Planning”?" });
    expect(calls.some(({ method }) => method === "DELETE")).toBe(false);
    await page.user.click(within(question).getByRole("button", { name: "Cancel meeting" }));
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
    await page.user.clear(zone);
    await page.user.type(zone, "Asia/Tokyo");
    await page.user.click(await screen.findByRole("option", { name: "Asia/Tokyo" }));
    for (const [label, value] of [
      ["Date", "2031-07-01"],
      ["Time", "18:00"],
    ] as const) {
      const field = screen.getByLabelText(label);
      await page.user.clear(field);
      await page.user.type(field, value);
    }
    await click("Schedule meeting");
    await screen.findByRole("dialog", { name: "Your meeting is scheduled" });
    expect(calls.find(({ method }) => method === "POST")?.body).toEqual({
      key: expect.any(String) as unknown,
      title: "Planning",
      polls: [],
      description: "",
      startsAt: "2031-07-01T09:00:00.000Z",
      durationMinutes: 60,
      timeZone: "Asia/Tokyo",
      recurrence: "",
      lobby: false,
      audience: {},
      anytime: false,
      password: "",
      seats: null,
    });
  });

  const REST = { anytime: false, password: "", recurrence: "", seats: null };
  const listed = (...meetings: object[]) =>
    signedIn(({ method }) => ({ body: method === "GET" ? { meetings, next: null } : { ...PLANNED } }));
  const edited = (calls: ApiCall[]) => calls.find(({ method }) => method === "PATCH");

  it("stand by day, what comes next as a card", async () => {
    const begun = { ...PLANNED, mid: "m2", title: "Stand-up", status: "in_progress", inside: 3, startsAt: null };
    const room = { ...MEETING, mid: "m3", title: "Grace’s room", personal: true };
    const weekly = { ...PLANNED, mid: "m4", title: "Weekly", series: true, repeats: "every Tuesday" };
    listed(room, begun, PLANNED, weekly);
    await show();
    const card = (await screen.findByRole("heading", { name: "Stand-up" })).closest("section");
    expect(card?.textContent).toContain("In progress · 3 people inside");
    const headings = screen.getAllByRole("heading").map(({ textContent }) => textContent);
    expect(headings.slice(1, 7)).toEqual([
      "Stand-up",
      "Any time",
      "Grace’s room",
      expect.stringContaining("2031"),
      "Planning",
      "Weekly",
    ]);
    expect(screen.getByText("every Tuesday")).toBeTruthy();
  });

  it("are moved to another time, and keep their length and zone", async () => {
    const calls = listed(PLANNED);
    await show();
    await choose("Planning", "Reschedule…");
    const date = await screen.findByLabelText<HTMLInputElement>("Date");
    expect([date.value, screen.getByLabelText<HTMLInputElement>("Time").value]).toEqual(["2031-07-01", "18:00"]);
    await page.user.clear(date);
    await page.user.type(date, "2031-07-02");
    await click("Save");
    await screen.findByText(/The meeting is changed/);
    expect(edited(calls)?.path).toBe("/meetings/m1");
    expect(edited(calls)?.body).toEqual({
      ...REST,
      title: "Planning",
      description: "",
      startsAt: "2031-07-02T09:00:00.000Z",
      durationMinutes: 45,
      timeZone: "Asia/Tokyo",
    });
  });

  it("keep their time where only words change, also one that is past", async () => {
    const calls = listed({ ...PLANNED, startsAt: "2020-07-01T09:00:00Z", firstStartsAt: "2020-07-01T09:00:00Z" });
    await show();
    await choose("Planning", "Edit…");
    await type("Description", "All about it");
    await click("Save");
    await screen.findByText(/The meeting is changed/);
    expect(edited(calls)?.body).toEqual({ ...REST, title: "Planning", description: "All about it" });
  });

  it("keep what attendees may, where the host changed it in the room while the form was open", async () => {
    const calls = listed({ ...PLANNED, audience: { ...MEETING.audience, camera: false } });
    await show();
    await choose("Planning", "Edit…");
    await page.user.click(await screen.findByLabelText(/^Lobby/));
    await page.user.click(screen.getByLabelText("Write in the chat"));
    await click("Save");
    await screen.findByText(/The meeting is changed/);
    expect(edited(calls)?.body).toEqual({
      ...REST,
      title: "Planning",
      description: "",
      lobby: true,
      audience: { chat: false },
    });
  });

  it("of a series are changed as a whole", async () => {
    const calls = listed({
      ...PLANNED,
      series: true,
      recurrence: "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8",
      startsAt: "2031-07-08T09:00:00Z",
    });
    await show();
    await choose("Planning", "Edit the series…");
    await screen.findByText(/a change holds for all dates/);
    expect(screen.getByLabelText<HTMLInputElement>("Date").value).toBe("2031-07-01");
    expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "Thursday" }).checked).toBe(true);
    await page.user.click(screen.getByRole("checkbox", { name: "Thursday" }));
    await page.user.click(screen.getByRole("checkbox", { name: "Monday" }));
    await click("Save");
    await screen.findByText(/The meeting is changed/);
    expect(edited(calls)?.body).toMatchObject({ recurrence: "FREQ=WEEKLY;BYDAY=MO,TU;COUNT=8" });
  });

  it("of a series that a program has made keep their rule", async () => {
    const calls = listed({ ...PLANNED, series: true, recurrence: "FREQ=YEARLY" });
    await show();
    await choose("Planning", "Edit the series…");
    await screen.findByText(/A program made the rule/);
    expect(screen.queryByLabelText("Date")).toBeNull();
    await click("Save");
    await screen.findByText(/The meeting is changed/);
    expect(edited(calls)?.body).not.toHaveProperty("recurrence");
    expect(edited(calls)?.body).not.toHaveProperty("startsAt");
  });

  it("are scheduled with people who are invited", async () => {
    const calls = signedIn(({ method, path }) => {
      if (path.endsWith("/guests")) {
        return { body: { queued: 1, refused: [{ address: "cy@localhost", message: "No." }] } };
      }
      return method === "POST" ? { status: 201, body: PLANNED } : { body: { meetings: [], next: null } };
    });
    await show();
    await click("Schedule a meeting");
    await typeInto("Invite by e-mail", "bo@example.org, cy@localhost,");
    await click("Schedule meeting");
    await screen.findByText(/1 invitation is on its way/);
    await screen.findByText(/No mail can go to: cy@localhost/);
    const sent = calls.find(({ path }) => path === "/meetings/m1/guests");
    expect(sent?.body).toEqual({ attendees: ["bo@example.org", "cy@localhost"] });
  });

  it("are scheduled once where the people could not be invited", async () => {
    const calls = signedIn(({ method, path }) => {
      if (path.endsWith("/guests")) return { status: 503, body: { error: "unavailable", message: "No." } };
      return method === "POST" ? { status: 201, body: PLANNED } : { body: { meetings: [], next: null } };
    });
    await show();
    await click("Schedule a meeting");
    await typeInto("Invite by e-mail", "bo@example.org, cy@example.org,");
    await click("Schedule meeting");
    const made = await screen.findByRole("dialog", { name: "Your meeting is scheduled" });
    expect((await within(made).findByRole("alert")).textContent).toContain("bo@example.org, cy@example.org");
    await waitFor(() => expect(screen.queryByRole("button", { name: "Schedule meeting" })).toBeNull());
    expect(calls.filter(({ method, path }) => method === "POST" && path === "/meetings")).toHaveLength(1);
  });

  it("show who is invited and what they answered", async () => {
    const guest = { id: "g1", name: "", address: "bo@example.org", role: "attendee", answer: null, mail: "sent" };
    const guests = [
      guest,
      { ...guest, id: "g2", name: "Cy", address: "cy@example.org", role: "presenter", answer: "accept" },
    ];
    const calls = signedIn(({ method, path }) => {
      if (method === "DELETE") return { status: 204 };
      if (path.includes("/guests"))
        return { body: method === "POST" ? { queued: 2, refused: [] } : { guests, next: null } };
      return { body: { meetings: [PLANNED], next: null } };
    });
    await show();
    await choose("Planning", "Invite people…");
    const list = await screen.findByRole("list", { name: "Invited people" });
    expect(
      within(list)
        .getAllByRole("listitem")
        .map(({ textContent }) => textContent),
    ).toEqual(["bo@example.orgNo answer yet", "Cycy@example.orgPresenterAccepted"]);
    await page.user.click(within(list).getByRole("button", { name: "Take Cy out of the meeting" }));
    await screen.findByText("Cy is no longer invited.");
    expect(calls.find(({ method }) => method === "DELETE")?.path).toBe("/meetings/m1/guests/g2");
    await click("Send invitations");
    expect(calls.some(({ method }) => method === "POST")).toBe(false);
    await typeInto("E-mail addresses", "di@example.org nobody ");
    await screen.findByText("This looks like no address: nobody");
    await page.user.click(screen.getByRole("combobox", { name: "E-mail addresses" }));
    await page.user.keyboard("{Backspace}el@example.org ");
    await click("Send 2 invitations");
    await screen.findByText("2 invitations are on their way.");
    const sent = calls.find(({ method }) => method === "POST");
    expect(sent?.body).toEqual({ attendees: ["di@example.org", "el@example.org"], note: "" });
  });

  it("are renamed", async () => {
    const calls = listed(PLANNED);
    await show();
    await choose("Planning", "Rename…");
    const title = await screen.findByLabelText<HTMLInputElement>("Title");
    await page.user.clear(title);
    await page.user.type(title, " Review ");
    await click("Rename");
    await waitFor(() => expect(edited(calls)?.body).toEqual({ title: "Review" }));
  });

  it("are made again at the same time of day", async () => {
    const calls = listed({
      ...PLANNED,
      description: "Agenda",
      startsAt: "2020-07-01T09:00:00Z",
      endsAt: null,
      durationMinutes: null,
    });
    await show();
    await choose("Planning", "Duplicate…");
    expect((await screen.findByLabelText<HTMLInputElement>("Time")).value).toBe("18:00");
    await click("Schedule meeting");
    await screen.findByRole("dialog", { name: "Your meeting is scheduled" });
    const made = calls.find(({ method }) => method === "POST")?.body as { startsAt: string };
    expect(made).toMatchObject({
      title: "Planning",
      description: "Agenda",
      durationMinutes: 60,
      timeZone: "Asia/Tokyo",
    });
    expect(made.startsAt).toMatch(/T09:00:00/);
    expect(Date.parse(made.startsAt)).toBeGreaterThan(Date.now());
  });

  it("show who was there, run by run", async () => {
    const runs = [
      { id: "r2", startedAt: "2031-07-08T09:00:00Z", endedAt: null, peak: 2 },
      { id: "r1", startedAt: "2031-07-01T09:00:00Z", endedAt: "2031-07-01T10:00:00Z", peak: 3 },
    ];
    const person = {
      name: "Bo",
      email: "bo@example.org",
      company: "",
      role: "attendee",
      firstEntered: "2031-07-08T09:00:00Z",
      lastLeft: null,
      seconds: 600,
      visits: 1,
    };
    const calls = signedIn(({ path }) => {
      if (path.endsWith("/instances")) return { body: { instances: runs } };
      if (path.endsWith("/attendance")) return { body: { people: path.includes("r2") ? [person] : [] } };
      return { body: { meetings: [{ ...PLANNED, held: true }], next: null } };
    });
    await show();
    await choose("Planning", "Who was there…");
    const table = await screen.findByRole("table", { name: "Attendance" });
    const cells = within(table)
      .getAllByRole("cell")
      .map(({ textContent }) => textContent);
    expect(cells).toEqual(["Bobo@example.org", expect.stringMatching(/\d:00/), "Still inside", "10 minutes"]);
    expect(screen.getByRole("link", { name: "CSV" }).getAttribute("href")).toBe(
      "/api/v1/meetings/m1/instances/r2/attendance/file?format=csv",
    );
    expect(calls.some(({ path }) => path === "/meetings/m1/instances/r2/attendance")).toBe(true);
  });

  it("are invited to by a text that is copied", async () => {
    signedIn(({ path }) =>
      path.endsWith("/invitation") ? { body: { text: "Come!" } } : { body: { meetings: [PLANNED], next: null } },
    );
    await show();
    await choose("Planning", "Copy invitation");
    await screen.findByText("Invitation copied");
    expect(await navigator.clipboard.readText()).toBe("Come!");
  });

  it("are found by a part of their title", async () => {
    const calls = signedIn(({ path }) => ({
      body: { meetings: new URLSearchParams(path.split("?")[1]).get("search") === "plan" ? [PLANNED] : [], next: null },
    }));
    await show();
    await type("Search meetings", "plan");
    await screen.findByRole("heading", { name: "Planning" });
    await type("Search meetings", "et");
    await screen.findByText("No meeting here has “planet” in its title or code.");
    expect(calls.filter(({ path }) => path.includes("search=p&")).length).toBe(0);
  });

  it("invite whom one has typed last, without a sign behind it", async () => {
    const calls = signedIn(({ method, path }) => {
      if (path.includes("/guests")) {
        return { body: method === "POST" ? { queued: 1, refused: [] } : { guests: [], next: null } };
      }
      return { body: { meetings: [PLANNED], next: null } };
    });
    await show();
    await choose("Planning", "Invite people…");
    await typeInto("E-mail addresses", "di@example.org");
    await click("Send invitations");
    await screen.findByText("1 invitation is on its way.");
    expect(calls.find(({ method }) => method === "POST")?.body).toEqual({ attendees: ["di@example.org"], note: "" });
  });

  it("that were cancelled are restored", async () => {
    const cancelled = { ...PLANNED, cancelled: true, status: "finished", restorableUntil: "2031-07-20T09:00:00Z" };
    const calls = listed(cancelled);
    await show();
    await page.user.click(await screen.findByRole("tab", { name: "Cancelled" }));
    await screen.findByText(/Can be restored until/);
    await click("Restore");
    await screen.findByText("“Planning” is back, with its links.");
    expect(calls.find(({ method }) => method === "POST")?.path).toBe("/meetings/m1/restore");
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
