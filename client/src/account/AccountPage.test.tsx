import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import i18next from "i18next";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { ORGANIZER } from "../testing/organizer";
import { type ApiCall, type ApiReply, fakeServer, renderPage } from "../testing/renderPage";
import AccountPage from "./AccountPage";
import { brokenRules, rulesToShow } from "./passwordRules";

const RULES = {
  shortest: 8,
  longest: 64,
  digit: true,
  upper: false,
  lower: false,
  punctuation: false,
  notTheName: true,
  plainEnds: false,
};
const ACCOUNT = {
  center: "main",
  userId: "grace",
  firstName: "Grace",
  lastName: "Hopper",
  displayName: "Grace Hopper",
  email: "",
  role: "organizer",
  language: null,
  timeZone: null,
  passwordRules: RULES,
};
const HERE = {
  id: "a",
  browser: "Firefox",
  system: "Linux",
  since: "2026-11-20T10:00:00Z",
  lastUsed: "2026-11-21T10:00:00Z",
  current: true,
};

let user = userEvent.setup();

beforeEach(() => {
  user = userEvent.setup();
});

afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
  await i18next.changeLanguage("en");
});

/** The page of a person, on a server that also answers so. */
function open(
  answer: (call: ApiCall) => ApiReply | Promise<ApiReply> | undefined = () => undefined,
): Promise<ApiCall[]> {
  const calls = fakeServer((call) => {
    const special = answer(call);
    if (special) return special;
    if (call.path === "/session") return { body: { user: ORGANIZER } };
    if (call.path === "/account/sessions")
      return { body: { sessions: [HERE, { ...HERE, id: "b", browser: null, system: "iPhone", current: false }] } };
    return { body: ACCOUNT };
  });
  return renderPage("/account", "/account", AccountPage).then(() => calls);
}

const click = async (name: string) => {
  await user.click(await screen.findByRole("button", { name }));
};

describe("the account", () => {
  it("changes the name", async () => {
    const calls = await open();
    const last = await screen.findByLabelText("Last name");
    await user.clear(last);
    await user.type(last, "Murray");
    await click("Save name");
    await screen.findByText("Saved");
    const changes = { firstName: "Grace", lastName: "Murray", displayName: "" };
    expect(calls.find(({ method }) => method === "PATCH")?.body).toEqual(changes);
    screen.getByText(/administrator can add one/);
  });

  it("asks for the password before, and says that it was wrong", async () => {
    const wrong = { status: 403, body: { error: "wrong_password", message: "No.", parameter: "password" } };
    const calls = await open(({ method }) => (method === "POST" ? wrong : undefined));
    await click("Change password");
    expect(await screen.findAllByText("Please fill this in.")).toHaveLength(2);
    await user.type(screen.getByLabelText("Present password"), "old");
    await user.type(screen.getByLabelText("New password"), "grace");
    await click("Change password");
    expect(calls.some(({ method }) => method === "POST")).toBe(false);
    await user.type(screen.getByLabelText("New password"), "{Control>}a{/Control}{Delete}correct horse 1");
    await click("Change password");
    await screen.findByText(/present password is not right/);
    expect(screen.getByLabelText<HTMLInputElement>("New password").value).toContain("correct horse 1");
  });

  it("shows where the person is signed in, and ends one and all others", async () => {
    const calls = await open(({ method }) => (method === "DELETE" ? { status: 204 } : undefined));
    const list = await screen.findByRole("list", { name: "Where you are signed in" });
    const rows = await within(list).findAllByRole("listitem");
    expect(rows[0]?.textContent).toContain("Firefox on LinuxThis browser");
    expect(rows[1]?.textContent).toContain("iPhone");
    await click("Sign out iPhone");
    await click("Sign out everywhere else");
    await waitFor(() =>
      expect(calls.filter(({ method }) => method === "DELETE").map(({ path }) => path)).toEqual([
        "/account/sessions/b",
        "/account/sessions",
      ]),
    );
  });

  it("lets nobody see it who is not signed in", async () => {
    await open(({ path }) => (path === "/session" ? { body: { user: null } } : undefined));
    await screen.findByText("Sign in to see and change your account.");
  });

  it("shows the language that is chosen before the server has answered, and the one before where it refuses", async () => {
    let refuse: (reply: ApiReply) => void = () => undefined;
    const refusal = new Promise<ApiReply>((resolve) => (refuse = resolve));
    await open(({ method }) => (method === "PATCH" ? refusal : undefined));
    const field = await screen.findByRole<HTMLInputElement>("combobox", { name: "Language" });
    const before = field.value;
    await user.click(field);
    fireEvent.click(await screen.findByRole("option", { name: "Deutsch" }));
    await waitFor(() => expect(field.value).toBe("Deutsch"));
    refuse({ status: 503, body: { error: "busy", message: "No." } });
    await screen.findByText(/cannot be reached/);
    await waitFor(() => expect(field.value).toBe(before));
  });

  it("speaks the language that was chosen", async () => {
    await open(({ path }) => (path === "/session" ? { body: { user: { ...ORGANIZER, language: "de" } } } : undefined));
    await screen.findByRole("heading", { name: "Ihr Konto" });
  });
});

describe("the rules of passwords", () => {
  it("are told in their order", () => {
    expect(rulesToShow(RULES)).toEqual(["shortest", "digit", "notTheName"]);
  });

  it.each([
    ["correct horse 1", []],
    ["short 1", ["shortest"]],
    ["Grace-and-hopper", ["digit", "notTheName"]],
    ["Grüße an alle 1", ["ascii"]],
    ["1".repeat(65), ["longest"]],
  ])("%s", (password, broken) => {
    expect(brokenRules(RULES, password, "grace")).toEqual(broken);
  });
});
