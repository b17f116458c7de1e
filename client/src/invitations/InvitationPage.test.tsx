import { cleanup, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import { fakeServer, renderPage } from "../testing/renderPage";
import InvitationPage from "./InvitationPage";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const INVITATION = {
  title: "Quarterly planning",
  name: "Ada",
  organizer: "Grace Hopper",
  startsAt: "2027-03-01T09:00:00Z",
  endsAt: null,
  timeZone: "UTC",
  cancelled: false,
  answer: null,
  participantUrl: "https://meet.example.org/e/LIVE0123456789ABCDEFGHIJ",
};

const show = (address: string) => renderPage("/i/:token/:answer", address, InvitationPage);
const button = (name: string) => screen.findByRole("button", { name });

describe("the answer to an invitation", () => {
  it.each(["accept", "decline"])("is not given by opening the %s link, which mail scanners do", async (answer) => {
    const calls = fakeServer(() => ({ body: INVITATION }));
    await show(`/i/TOKEN/${answer}`);
    await screen.findByText("Quarterly planning");
    expect(calls).toEqual([{ method: "POST", path: "/invitations/lookup", body: { token: "TOKEN" } }]);
  });

  it("is given by the button, and can be changed", async () => {
    const calls = fakeServer(({ path, body }) => ({
      body: path.endsWith("/lookup") ? INVITATION : { ...INVITATION, ...(body as object) },
    }));
    const user = userEvent.setup();
    await show("/i/TOKEN/accept");
    await user.click(await button("Yes, I will come"));
    await screen.findByRole("heading", { name: "You said that you will come" });
    const way = screen.getByRole("link", { name: "Go to the meeting" });
    expect(way.getAttribute("href")).toBe(INVITATION.participantUrl);

    await user.click(await button("I cannot come after all"));
    await screen.findByRole("heading", { name: "You said that you cannot come" });
    expect(calls.slice(1).map(({ body }) => body)).toEqual([
      { token: "TOKEN", answer: "accept" },
      { token: "TOKEN", answer: "decline" },
    ]);
  });

  it("is shown when it was given before", async () => {
    fakeServer(() => ({ body: { ...INVITATION, answer: "decline" } }));
    await show("/i/TOKEN/decline");
    await screen.findByRole("heading", { name: "You said that you cannot come" });
    await button("I will come after all");
  });

  it("is not asked for when the meeting is cancelled", async () => {
    fakeServer(() => ({ body: { ...INVITATION, cancelled: true } }));
    await show("/i/TOKEN/accept");
    await screen.findByRole("heading", { name: "This meeting was cancelled" });
    expect(screen.queryByRole("button")).toBeNull();
  });

  it("finds out when the meeting is cancelled in between", async () => {
    let cancelled = false;
    fakeServer(({ path }) => {
      if (path.endsWith("/lookup")) return { body: { ...INVITATION, cancelled } };
      cancelled = true;
      return { status: 409, body: { error: "meeting_cancelled", message: "It was cancelled.", parameter: null } };
    });
    await show("/i/TOKEN/accept");
    await userEvent.setup().click(await button("Yes, I will come"));
    await screen.findByRole("heading", { name: "This meeting was cancelled" });
  });

  it("is refused kindly for a link that does not count", async () => {
    fakeServer(() => ({ status: 404, body: { error: "invalid", message: "Not valid.", parameter: null } }));
    await show("/i/TOKEN/accept");
    await screen.findByRole("heading", { name: "This invitation is no longer valid" });
  });

  it.each([true, false])("switches reminders by the button alone (%s)", async (wanted) => {
    const calls = fakeServer(({ body }) => ({ body: { wanted: (body as { wanted?: boolean }).wanted ?? wanted } }));
    const user = userEvent.setup();
    const names = ["You are reminded of meetings", "You get no reminders"];
    await show("/i/TOKEN/reminders");
    await screen.findByRole("heading", { name: names[wanted ? 0 : 1] });
    await user.click(await button(wanted ? "Send me no more reminders" : "Remind me after all"));
    await screen.findByRole("heading", { name: names[wanted ? 1 : 0] });
    expect(calls.map(({ body }) => body)).toEqual([{ token: "TOKEN" }, { token: "TOKEN", wanted: !wanted }]);
  });

  it("has two addresses and no third", async () => {
    const calls = fakeServer(() => ({ body: INVITATION }));
    await show("/i/TOKEN/maybe");
    await screen.findByRole("heading", { name: "There is no page here" });
    expect(calls).toEqual([]);
  });
});
