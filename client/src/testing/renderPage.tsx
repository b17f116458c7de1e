import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { Suspense } from "react";
import { createMemoryRouter, RouterProvider } from "react-router";
import type { ComponentType } from "react";
import { vi } from "vitest";

import type { Center } from "../api/client";
import { startTranslation } from "../locales/i18n";
import { Toasts } from "../ui/Toasts";

/** What the stand-in for the server was asked. */
export interface ApiCall {
  method: string;
  path: string;
  body: unknown;
}

export interface ApiReply {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export const CENTER: Center = { name: "main", title: "Harbour", version: "1", checkUrl: "/check", helpUrl: "/help" };

/** The paths at which pages ask for their center, with and without its name in their address. */
const OWN_CENTER = ["/center", `/center?name=${CENTER.name}`];

/** Stands in for /api/v1: the network is the world outside of these tests. Returns the list of calls, as they come. */
export function fakeServer(answer: (call: ApiCall) => ApiReply | Promise<ApiReply>): ApiCall[] {
  const calls: ApiCall[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    const text = await request.text();
    const body: unknown = text === "" ? null : JSON.parse(text);
    const call = { method: request.method, path: pathname.replace("/api/v1", "") + search, body };
    if (OWN_CENTER.includes(call.path)) return Response.json(CENTER);
    calls.push(call);
    const reply = await answer(call);
    const status = reply.status ?? 200;
    const content = status === 204 ? null : JSON.stringify(reply.body);
    return new Response(content, { status, headers: reply.headers ?? {} });
  });
  return calls;
}

/** A browser window has these; jsdom has not. */
export function completeWindow(): void {
  vi.stubGlobal("matchMedia", (media: string) => ({
    media,
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    },
  );
}

/** Shows a page at an address, in English. */
export async function renderPage(path: string, address: string, Component: ComponentType): Promise<void> {
  completeWindow();
  await startTranslation();
  const router = createMemoryRouter(
    [
      { path, Component },
      { path: "*", Component: () => <p>elsewhere</p> },
    ],
    {
      initialEntries: [address],
    },
  );
  render(
    <Suspense fallback={null}>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <MantineProvider env="test">
          <Toasts />
          <RouterProvider router={router} />
        </MantineProvider>
      </QueryClientProvider>
    </Suspense>,
  );
}
