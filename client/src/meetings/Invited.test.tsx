import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import FrontPage from "../app/FrontPage";
import { INVITED, MEETING, ORGANIZER } from "../testing/organizer";
import { CENTER, fakeServer, renderPage } from "../testing/renderPage";
import { pageOfEachTest } from "../testing/page";

const page = pageOfEachTest();

const SOON = { startsAt: "2031-07-01T09:00:00Z", endsAt: "2031-07-01T10:00:00Z" };
const LATER = { startsAt: "2031-07-02T09:00:00Z", endsAt: "2031-07-02T10:00:00Z" };

function listed(...meetings: object[]) {
  return fakeServer(({ path, method, body }) => {
    if (path === "/session") return { body: { user: ORGANIZER } };
    if (path === "/center?name=second") return { body: CENTER };
    if (method === "POST") return { body: { ...INVITED, answer: (body as { answer: string }).answer } };
    return { body: { meetings, next: null } };
  });
}

const show = () => renderPage("/", "/", FrontPage);
const open = async (title: string) => {
  await page.user.click(await screen.findByRole("button", { name: `What to do with “${title}”` }));
};

describe("a meeting of somebody else", () => {
  it("stands among the own ones, with who invites and the person's own link", async () => {
    listed({ ...MEETING, ...SOON }, { ...INVITED, ...LATER, repeats: "every day", series: true });
    await show();
    const row = (await screen.findByRole("heading", { name: "Review" })).closest("li");
    if (!row) throw new Error("no row");
    expect(row.textContent).toContain("Invited by Alan Turing");
    expect(row.textContent).toContain("every day");
    expect(within(row).getByRole("link", { name: "Enter" }).getAttribute("href")).toBe(INVITED.participantUrl);
  });

  it("comes next as a card", async () => {
    listed({ ...INVITED, ...SOON, answer: "decline" });
    await show();
    const card = (await screen.findByRole("heading", { name: "Review" })).closest("section");
    if (!card) throw new Error("no card");
    expect(card.textContent).toContain("Invited by Alan Turing");
    expect(card.textContent).toContain("You declined");
    expect(within(card).getByRole("link", { name: "Enter" }).getAttribute("href")).toBe(INVITED.participantUrl);
  });

  it("offers a guest nothing that is the host's", async () => {
    listed({ ...INVITED, ...SOON });
    await show();
    await open("Review");
    const items = (await screen.findAllByRole("menuitem")).map(({ textContent }) => textContent);
    expect(items).toEqual(["Enter", "Yes, I will come", "No, I cannot come"]);
  });

  it("is answered from the list", async () => {
    const calls = listed({ ...INVITED, ...SOON, answer: "accept" });
    await show();
    await open("Review");
    await page.user.click(await screen.findByRole("menuitem", { name: "I cannot come after all" }));
    await screen.findByText("You will not come to “Review”.");
    const answered = calls.find(({ method }) => method === "POST");
    expect([answered?.path, answered?.body]).toEqual(["/meetings/i1/answer", { answer: "decline" }]);
  });

  it("that is over can be read and no more", async () => {
    listed({ ...INVITED, startsAt: "2026-01-01T09:00:00Z", endsAt: "2026-01-01T10:00:00Z", status: "finished" });
    await show();
    await screen.findByRole("heading", { name: "Review" });
    expect(screen.queryByRole("link", { name: "Enter" })).toBeNull();
    expect(screen.queryByRole("button", { name: /What to do/ })).toBeNull();
    expect(screen.queryByRole("link", { name: "Minutes" })).toBeNull();
  });

  it("that is over and was held leads to its minutes", async () => {
    const over = { startsAt: "2026-01-01T09:00:00Z", endsAt: "2026-01-01T10:00:00Z", status: "finished", held: true };
    listed({ ...INVITED, ...over });
    await renderPage("/cc/:cc", "/cc/second", FrontPage);
    const row = (await screen.findByRole("heading", { name: "Review" })).closest("li");
    if (!row) throw new Error("no row");
    expect(within(row).queryByRole("link", { name: "Enter" })).toBeNull();
    const minutes = within(row).getByRole("link", { name: "Minutes" });
    expect(minutes.getAttribute("href")).toBe("/cc/second/meetings/i1/minutes");
  });
});
