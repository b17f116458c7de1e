import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";

import { type ApiCall, type ApiReply, fakeServer, renderPage } from "../testing/renderPage";
import { pageOfEachTest } from "../testing/page";
import { MEETING, ORGANIZER } from "../testing/organizer";
import FrontPage from "../app/FrontPage";

const page = pageOfEachTest();
const { click, type, choose } = page;

const PLANNED = { ...MEETING, startsAt: "2031-07-01T09:00:00Z", firstStartsAt: "2031-07-01T09:00:00Z" };

function signedIn(more: (call: ApiCall) => ApiReply) {
  return fakeServer((call) =>
    call.path === "/session" && call.method === "GET" ? { body: { user: ORGANIZER } } : more(call),
  );
}

const show = () => renderPage("/", "/", FrontPage);

describe("meetings", () => {
  it("have polls that are prepared, put in order and deleted", async () => {
    const poll = { kind: "single", answers: ["Rice", "Soup"], correct: [1], anonymous: false, shown: "closed" };
    const polls = [
      { ...poll, id: "p1", question: "Lunch?" },
      { ...poll, id: "p2", question: "Dinner?" },
    ];
    const calls = signedIn(({ path, method }) => {
      if (!path.includes("/polls")) return { body: { meetings: [PLANNED], next: null } };
      if (method === "DELETE") return { status: 204 };
      return { status: method === "POST" ? 201 : 200, body: method === "POST" ? polls[0] : { polls } };
    });
    await show();
    await choose("Planning", "Polls…");
    const list = await screen.findByRole("list", { name: "Prepared" });
    expect(list.textContent).toContain("Soup (Right answer)");
    await click("Actions for “Dinner?”");
    await page.user.click(await screen.findByRole("menuitem", { name: "Move up" }));
    expect(calls.find(({ method }) => method === "PUT")?.body).toEqual({ polls: ["p2", "p1"] });
    await click("Actions for “Lunch?”");
    await page.user.click(await screen.findByRole("menuitem", { name: "Delete" }));
    await vi.waitFor(() => expect(calls.some(({ method }) => method === "DELETE")).toBe(true));
    await click("New poll");
    await page.user.type(await screen.findByRole("textbox", { name: "Question" }), "When?");
    await page.user.type(screen.getByRole("textbox", { name: "Answer 1" }), "Now");
    await page.user.type(screen.getByRole("textbox", { name: "Answer 2" }), "Never");
    await click("Save");
    await screen.findByRole("list", { name: "Prepared" });
    const asked = { key: expect.any(String) as unknown, question: "When?", answers: ["Now", "Never"], correct: [] };
    expect(calls.find(({ method }) => method === "POST")?.body).toEqual({ ...poll, ...asked });
  });

  it("are scheduled with the polls that were written in their form", async () => {
    const calls = signedIn(({ method }) =>
      method === "POST" ? { status: 201, body: MEETING } : { body: { meetings: [], next: null } },
    );
    const write = async (question: string) => {
      await click("New poll");
      await page.user.type(await screen.findByRole("textbox", { name: "Question" }), question);
      await page.user.type(screen.getByRole("textbox", { name: "Answer 1" }), "Now");
      await page.user.type(screen.getByRole("textbox", { name: "Answer 2" }), "Never");
      await click("Save");
    };
    await show();
    await click("Schedule a meeting");
    await type("Title", "Planning");
    await click("Prepare…");
    for (const question of ["When?", "Where?", "Who?"]) await write(question);
    await click("Actions for “Where?”");
    await page.user.click(await screen.findByRole("menuitem", { name: "Move up" }));
    await click("Actions for “When?”");
    await page.user.click(await screen.findByRole("menuitem", { name: "Delete" }));
    // Leaving them leads back to the form, which has what was written.
    await page.user.keyboard("{Escape}");
    expect(await screen.findByText("2 polls are prepared.")).toBeTruthy();
    expect(document.activeElement?.textContent).toBe("Prepare…");
    expect(screen.getByLabelText<HTMLInputElement>("Title").value).toBe("Planning");
    await click("Schedule meeting");
    await screen.findByRole("dialog", { name: "Your meeting is ready" });
    const made = calls.find(({ method }) => method === "POST")?.body as { polls: unknown[] };
    const rest = { kind: "single", answers: ["Now", "Never"], correct: [], anonymous: false, shown: "closed" };
    expect(made.polls).toEqual([
      { ...rest, question: "Where?" },
      { ...rest, question: "Who?" },
    ]);
  });
});
