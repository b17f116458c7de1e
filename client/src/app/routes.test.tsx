import { cleanup, screen } from "@testing-library/react";
import { matchRoutes } from "react-router";
import { afterEach, describe, expect, it, vi } from "vitest";

import MinutesPage from "../minutes/MinutesPage";
import { ORGANIZER } from "../testing/organizer";
import { CENTER, fakeServer, renderPage } from "../testing/renderPage";
import { routes } from "./routes";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const patternOf = (address: string) => matchRoutes(routes, address)?.at(-1)?.route.path;

describe("the minutes of a meeting", () => {
  it.each(["", "/cc/second"])("have a page in the center %s", (center) => {
    expect(patternOf(`${center}/meetings/m1/minutes`)).toMatch("meetings/:mid/minutes/:instance?");
    expect(patternOf(`${center}/meetings/m1/minutes/r1`)).toMatch("meetings/:mid/minutes/:instance?");
  });

  it("are there for who is signed in in another center than the first", async () => {
    const calls = fakeServer(({ path }) => {
      if (path === "/session") return { body: { user: { ...ORGANIZER, center: "second" } } };
      return { body: path.startsWith("/center") ? { ...CENTER, name: "second" } : { minutes: [] } };
    });
    await renderPage("/cc/:cc/meetings/:mid/minutes/:instance?", "/cc/second/meetings/m1/minutes", MinutesPage);
    await screen.findByRole("heading", { name: "There are no minutes yet" });
    expect(calls.map(({ path }) => path)).toContain("/meetings/m1/minutes");
  });
});
