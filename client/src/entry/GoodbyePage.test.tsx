import { cleanup, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";

import { fakeServer, renderPage } from "../testing/renderPage";
import { GoodbyePage } from "./GoodbyePage";

const NOTHING = {
  minutes: "none",
  minutesUrl: "",
  notesUrl: "",
  attendanceUrl: "",
  recordings: [],
  returnUrl: "",
  returnFollow: false,
};

const show = (goodbye: object | null, search = "") => {
  const calls = fakeServer(({ path }) => {
    if (path === "/session") return { body: { user: null } };
    return goodbye === null ? { status: 500, body: {} } : { body: { ...NOTHING, ...goodbye } };
  });
  const page = () => (
    <GoodbyePage reason="left" title="Spring review" token="secret" canReturn onReturn={() => undefined} />
  );
  return { calls, shown: renderPage("/e/:link", `/e/LIVE${search}`, page) };
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("after a meeting", () => {
  it("a person finds what is there", async () => {
    await show({
      minutes: "released",
      minutesUrl: "https://meet.example.org/minutes/a-b-c",
      notesUrl: "/api/v1/notes/download?token=t",
      recordings: [
        { title: "First half", url: "https://meet.example.org/cc/main/view?id=r" },
        { title: "Second half", url: "" },
      ],
    }).shown;
    expect((await screen.findByRole("link", { name: "Read the minutes" })).getAttribute("href")).toBe(
      "https://meet.example.org/minutes/a-b-c",
    );
    expect(screen.getByRole("link", { name: /Download the notes/ }).getAttribute("href")).toContain("format=pdf");
    expect(screen.getByRole("link", { name: "Recording: First half" })).toBeTruthy();
    expect(screen.getByText("The recording is being prepared: Second half")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Return to the meeting" })).toBeTruthy();
  });

  it("a person hears what comes later", async () => {
    await show({ minutes: "draft" }).shown;
    expect((await screen.findByRole("status")).textContent).toContain("as soon as the host releases them");
    expect(screen.queryByRole("link", { name: /minutes/ })).toBeNull();
  });

  it("the way back leads to the application, and what the link wants is the server's to judge", async () => {
    const { calls, shown } = show(
      { returnUrl: "https://crm.example.org/done" },
      "?return=https%3A%2F%2Fevil.example%2F",
    );
    await shown;
    const back = await screen.findByRole("link", { name: "Back to crm.example.org" });
    expect(back.getAttribute("href")).toBe("https://crm.example.org/done");
    expect(calls.find(({ path }) => path === "/goodbyes")?.body).toEqual({
      token: "secret",
      returnTo: "https://evil.example/",
    });
  });

  it("leads nowhere that is no web address", async () => {
    await show({ minutes: "preparing", returnUrl: "javascript:alert(1)" }).shown;
    await screen.findByText("The minutes are being drafted.");
    expect(screen.queryByRole("link", { name: /Back to/ })).toBeNull();
  });

  it("is the plain page where the server cannot say", async () => {
    await show(null).shown;
    expect(await screen.findByRole("heading", { name: "You have left the meeting" })).toBeTruthy();
    expect(screen.queryByRole("link", { name: /minutes|notes/i })).toBeNull();
  });
});
