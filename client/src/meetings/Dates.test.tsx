import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import FrontPage from "../app/FrontPage";
import { MEETING, ORGANIZER } from "../testing/organizer";
import { type ApiCall, type ApiReply, fakeServer, renderPage } from "../testing/renderPage";
import { pageOfEachTest } from "../testing/page";

const DATE = {
  date: "20310325T080000Z",
  originalStartsAt: "2031-03-25T08:00:00Z",
  startsAt: "2031-03-25T08:00:00Z",
  endsAt: "2031-03-25T09:00:00Z",
  title: "Weekly",
  description: "",
  changed: false,
  cancelled: false,
};
const MOVED = {
  ...DATE,
  date: "20310401T070000Z",
  originalStartsAt: "2031-04-01T07:00:00Z",
  startsAt: "2031-04-02T07:00:00Z",
  endsAt: "2031-04-02T08:30:00Z",
  title: "Review",
  changed: true,
};
const GONE = {
  ...DATE,
  date: "20310408T070000Z",
  originalStartsAt: "2031-04-08T07:00:00Z",
  startsAt: "2031-04-08T07:00:00Z",
  endsAt: "2031-04-08T08:00:00Z",
  cancelled: true,
};
const SERIES = {
  ...MEETING,
  title: "Weekly",
  series: true,
  recurrence: "FREQ=WEEKLY;COUNT=4",
  repeats: "every Tuesday",
  firstStartsAt: DATE.startsAt,
  startsAt: DATE.startsAt,
  endsAt: DATE.endsAt,
  durationMinutes: 60,
  timeZone: "Europe/Berlin",
  date: DATE,
};

const page = pageOfEachTest();

function show(series: object = SERIES, more: (call: ApiCall) => ApiReply | null = () => null) {
  const calls = fakeServer((call) => {
    if (call.path === "/session" && call.method === "GET") return { body: { user: ORGANIZER } };
    const reply = more(call);
    if (reply) return reply;
    if (call.path.includes("/dates")) {
      return call.method === "GET" ? { body: { dates: [DATE, MOVED, GONE], next: null } } : { body: DATE };
    }
    return { body: { meetings: [series], next: null } };
  });
  return renderPage("/", "/", FrontPage).then(() => calls);
}

const choose = (action: string, title = "Weekly") => page.choose(title, action);

describe("one date of a series", () => {
  it("is changed by itself", async () => {
    const calls = await show();
    await choose("Edit this date…");
    const form = await screen.findByRole("dialog", { name: "Edit one date" });
    const time = await within(form).findByLabelText("Time");
    expect(within(form).getByLabelText<HTMLInputElement>("Date").value).toBe("2031-03-25");
    await waitFor(() => expect(document.activeElement).toBe(within(form).getByLabelText("Date")));
    await page.user.clear(time);
    await page.user.type(time, "11:30");
    await page.user.clear(within(form).getByLabelText(/^Title/));
    await page.user.type(within(form).getByLabelText(/^Title/), "Review");
    await page.user.click(within(form).getByRole("button", { name: "Save this date" }));
    await screen.findByText("The date is changed. Those who were invited are told.");
    const call = calls.find(({ method }) => method === "PATCH");
    expect(call?.path).toBe("/meetings/m1/dates/20310325T080000Z");
    expect(call?.body).toEqual({ title: "Review", description: "", startsAt: "2031-03-25T10:30:00.000Z" });
  });

  it("is cancelled only after a question", async () => {
    const calls = await show();
    await choose("Cancel this date");
    const question = await screen.findByRole("dialog", { name: /^Cancel this date\?/ });
    expect(calls.some(({ method }) => method === "DELETE")).toBe(false);
    await page.user.click(within(question).getByRole("button", { name: "Cancel this date" }));
    await waitFor(() => {
      expect(calls.find(({ method }) => method === "DELETE")?.path).toBe("/meetings/m1/dates/20310325T080000Z");
    });
  });

  it("is one of a list, with what has become of it", async () => {
    const calls = await show();
    await choose("All dates…");
    const list = await screen.findByRole("list", { name: "Dates to come" });
    const [first, moved, gone] = within(list).getAllByRole("listitem");
    if (!first || !moved || !gone) throw new Error("a date is missing");
    expect(first.textContent).not.toMatch(/Changed|Cancelled/);
    expect(moved.textContent).toMatch(/Review.*Changed date.*before:/);
    expect(gone.textContent).toContain("Cancelled");
    await page.user.click(within(gone).getByRole("button", { name: /^Restore date/ }));
    await waitFor(() => {
      expect(calls.find(({ method }) => method === "POST")?.path).toBe("/meetings/m1/dates/20310408T070000Z/restore");
    });
    await page.user.click(within(moved).getByRole("button", { name: /^Edit date/ }));
    const form = await screen.findByRole("dialog", { name: "Edit one date" });
    await page.user.click(within(form).getByRole("button", { name: "Back" }));
    await screen.findByRole("dialog", { name: "Dates of “Weekly”" });
  });

  it("says why it cannot be changed", async () => {
    const refused = { status: 409, body: { error: "seats_taken", message: "No seats.", parameter: null } };
    await show(SERIES, ({ method }) => (method === "PATCH" ? refused : null));
    await choose("Edit this date…");
    await page.user.click(await screen.findByRole("button", { name: "Save this date" }));
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect(screen.getByRole("dialog", { name: "Edit one date" })).toBeTruthy();
  });

  it("stands in the list under its own title, marked", async () => {
    await show({ ...SERIES, date: MOVED, startsAt: MOVED.startsAt, endsAt: MOVED.endsAt, changedDates: 1 });
    await screen.findByRole("heading", { name: "Review" });
    expect(screen.getAllByText("Changed date").length).toBeGreaterThan(0);
    await choose("Edit the series…", "Review");
    const form = await screen.findByRole("dialog", { name: "Edit meeting" });
    expect(within(form).getByLabelText<HTMLInputElement>(/^Title/).value).toBe("Weekly");
    expect(within(form).queryByText(/1 date of this series was changed/)).toBeNull();
    const date = within(form).getByLabelText("Date");
    await page.user.clear(date);
    await page.user.type(date, "2031-03-26");
    await within(form).findByText(/1 date of this series was changed/);
  });

  it("cannot be changed when the series is over", async () => {
    const past = { ...DATE, startsAt: "2020-03-25T08:00:00Z", endsAt: "2020-03-25T09:00:00Z" };
    await show({ ...SERIES, date: past, startsAt: past.startsAt, endsAt: past.endsAt });
    await page.user.click(await screen.findByRole("button", { name: "What to do with “Weekly”" }));
    await screen.findByRole("menuitem", { name: "Edit the series…" });
    expect(screen.queryByRole("menuitem", { name: "Edit this date…" })).toBeNull();
  });
});
