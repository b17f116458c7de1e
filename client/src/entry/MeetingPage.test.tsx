import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";

import { fakeServer, renderPage } from "../testing/renderPage";
import MeetingPage from "./MeetingPage";

const { reload } = vi.hoisted(() => ({ reload: vi.fn() }));
vi.mock("../browser/reloadPage", () => ({ reloadPage: reload }));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  reload.mockClear();
});

async function show(): Promise<void> {
  fakeServer(() => ({ status: 404, body: { error: "not_found", message: "No such meeting.", parameter: null } }));
  await renderPage("/m/*", "/m/K7QPXABCDE", MeetingPage);
  await screen.findByRole("heading", { level: 1 });
}

const showAgain = (persisted: boolean) => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted }));

it("tells the server by which stay a host removed the person, in any tab of this browser", async () => {
  localStorage.setItem("convener.removal.K7QPXABCDE", JSON.stringify({ token: "of the stay" }));
  const calls = fakeServer(() => ({ status: 404, body: { error: "not_found", message: "No.", parameter: null } }));
  await renderPage("/m/*", "/m/K7QPXABCDE", MeetingPage);
  await screen.findByRole("heading", { level: 1 });
  localStorage.clear();
  expect(calls.find(({ path }) => path === "/doors")?.body).toMatchObject({ token: "of the stay" });
});

it.each([
  ["/m/AC%2FDC", "AC/DC"],
  ["/m/AC/DC", "AC/DC"],
  ["/m/A%252FB", "A%2FB"],
  ["/m/50%25%20off", "50% off"],
  ["/m/K7QPXABCDE/", "K7QPXABCDE"],
  ["/m/100%", "100%"],
])("asks at %s for %s", async (address, code) => {
  const calls = fakeServer(() => ({ status: 404, body: { error: "not_found", message: "No.", parameter: null } }));
  await renderPage("/m/*", address, MeetingPage);
  await screen.findByRole("heading", { level: 1 });
  expect(calls.find(({ path }) => path === "/doors")?.body).toMatchObject({ code });
});

it("begins anew where the browser's way back found it again, as its devices and its connection are gone", async () => {
  await show();
  showAgain(true);
  expect(reload).toHaveBeenCalledOnce();
});

it("stays as it is where it was loaded just now", async () => {
  await show();
  showAgain(false);
  expect(reload).not.toHaveBeenCalled();
});

it("minds its own way back only while it is shown", async () => {
  await show();
  cleanup();
  showAgain(true);
  expect(reload).not.toHaveBeenCalled();
});
