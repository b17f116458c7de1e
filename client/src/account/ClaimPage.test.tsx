import { cleanup, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useNavigate } from "react-router";
import { afterEach, describe, expect, it, vi } from "vitest";

import { ORGANIZER } from "../testing/organizer";
import { type ApiCall, type ApiReply, fakeServer, renderPage } from "../testing/renderPage";
import { useSession } from "../signin/session";
import ClaimPage from "./ClaimPage";

const RULES = {
  shortest: 8,
  longest: 256,
  digit: false,
  upper: false,
  lower: false,
  punctuation: false,
  notTheName: false,
  plainEnds: false,
};
const NEW = { center: "main", address: "gus@example.org", name: "Gus", userIds: [], passwordRules: RULES };
const OWNED = { ...NEW, userIds: ["grace"], passwordRules: null };
const REFUSED: ApiReply = { status: 401, body: { error: "auth_failed", message: "No.", parameter: null } };

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const show = () => renderPage("/cc/:cc/claim", "/cc/main/claim#t0ken", ClaimPage);

/** The page where it is known who is signed in. */
const showBesideSession = () =>
  renderPage("/cc/:cc/claim", "/cc/main/claim#t0ken", () => {
    useSession();
    return <ClaimPage />;
  });

function serve(claim: object, more: (call: ApiCall) => ApiReply | null = () => null, user: object | null = null) {
  return fakeServer((call) => {
    const reply = more(call);
    if (reply) return reply;
    if (call.path === "/session" && call.method === "GET") return { body: { user } };
    if (call.path === "/account-claims/lookup") return { body: claim };
    return { status: 204 };
  });
}

describe("the link of a claim", () => {
  it("makes an account, and signs in to it", async () => {
    const calls = serve(NEW, ({ path, method }) => {
      if (path === "/account-claims/use") return { body: { center: "main", userId: "gus@example.org" } };
      if (path === "/session" && method === "POST")
        return { body: { user: { ...ORGANIZER, userId: "gus@example.org" } } };
      return null;
    });
    await show();
    const user = userEvent.setup();
    expect((await screen.findByLabelText<HTMLInputElement>("Name that others see")).value).toBe("Gus");
    await user.type(screen.getByLabelText("New password"), "short");
    await user.click(screen.getByRole("button", { name: "Make the account" }));
    expect(calls.some(({ path }) => path === "/account-claims/use")).toBe(false);
    await user.type(screen.getByLabelText("New password"), " horse battery");
    await user.click(screen.getByRole("button", { name: "Make the account" }));
    await screen.findByRole("heading", { name: "It is your account now" });
    expect(calls.find(({ path }) => path === "/account-claims/use")?.body).toEqual({
      token: "t0ken",
      name: "Gus",
      password: "short horse battery",
    });
    const signedIn = calls.find(({ path, method }) => path === "/session" && method === "POST");
    expect(signedIn?.body).toMatchObject({ center: "main", userId: "gus@example.org" });
  });

  it("is another one when a second link is opened in the same tab", async () => {
    const calls = serve(NEW);
    await renderPage("/cc/:cc/claim", "/cc/main/claim#t0ken", () => {
      const navigate = useNavigate();
      return (
        <>
          <button onClick={() => void navigate("/cc/main/claim#second")}>Second link</button>
          <ClaimPage />
        </>
      );
    });
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText("New password"), "typed for the first");
    await user.click(screen.getByRole("button", { name: "Second link" }));
    await waitFor(() => expect(calls.filter(({ path }) => path === "/account-claims/lookup")).toHaveLength(2));
    expect(calls.findLast(({ path }) => path === "/account-claims/lookup")?.body).toEqual({ token: "second" });
    expect((await screen.findByLabelText<HTMLInputElement>("New password")).value).toBe("");
  });

  it("asks the owner of an account to sign in", async () => {
    serve(OWNED);
    await show();
    await screen.findByRole("heading", { name: "Add to your account" });
    expect((await screen.findByLabelText<HTMLInputElement>("User ID")).value).toBe("grace");
    expect(screen.queryByRole("button", { name: "Add these meetings" })).toBeNull();
  });

  it("adds the meetings where the owner is signed in", async () => {
    const calls = serve(OWNED, () => null, ORGANIZER);
    await show();
    await userEvent.setup().click(await screen.findByRole("button", { name: "Add these meetings" }));
    await screen.findByRole("heading", { name: "It is your account now" });
    expect(calls.find(({ path }) => path === "/account-claims/merge")?.body).toEqual({ token: "t0ken" });
  });

  it("is done where the account is made and only the sign-in fails", async () => {
    serve(NEW, ({ path, method }) => {
      if (path === "/account-claims/use") return { body: { center: "main", userId: "gus@example.org" } };
      return path === "/session" && method === "POST" ? REFUSED : null;
    });
    await show();
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText("New password"), "horse battery");
    await user.click(screen.getByRole("button", { name: "Make the account" }));
    await screen.findByRole("heading", { name: "It is your account now" });
  });

  it("is done also where somebody else was signed in, whose page this is no more", async () => {
    let used = false;
    serve(
      NEW,
      ({ path, method }) => {
        if (path === "/account-claims/lookup" && used) return REFUSED;
        if (path === "/account-claims/use") {
          used = true;
          return { body: { center: "main", userId: "gus@example.org" } };
        }
        if (path === "/session" && method === "POST")
          return { body: { user: { ...ORGANIZER, userId: "gus@example.org" } } };
        return null;
      },
      ORGANIZER,
    );
    await showBesideSession();
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText("New password"), "horse battery");
    await user.click(screen.getByRole("button", { name: "Make the account" }));
    await screen.findByText(/gus@example.org is invited stand in your list/);
  });

  it("asks to sign in again where the session has ended meanwhile", async () => {
    let signedIn: object | null = ORGANIZER;
    serve(OWNED, ({ path, method }) => {
      if (path === "/session" && method === "GET") return { body: { user: signedIn } };
      if (path !== "/account-claims/merge") return null;
      signedIn = null;
      return REFUSED;
    });
    await show();
    await userEvent.setup().click(await screen.findByRole("button", { name: "Add these meetings" }));
    expect((await screen.findByLabelText<HTMLInputElement>("User ID")).value).toBe("grace");
    expect(screen.queryByText(/older than an hour/)).toBeNull();
  });

  it("says so where it was used meanwhile", async () => {
    let used = false;
    serve(
      OWNED,
      ({ path }) => {
        if (path === "/account-claims/merge") used = true;
        return used && path.startsWith("/account-claims/") ? REFUSED : null;
      },
      ORGANIZER,
    );
    await show();
    await userEvent.setup().click(await screen.findByRole("button", { name: "Add these meetings" }));
    await screen.findByText(/older than an hour/);
  });

  it("says where it is of no use any more", async () => {
    serve(NEW, ({ path }) => (path === "/account-claims/lookup" ? REFUSED : null));
    await show();
    await waitFor(() => expect(screen.getByText(/older than an hour/)).toBeTruthy());
  });
});
