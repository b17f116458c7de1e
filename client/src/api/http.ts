/** The HTTP client of /api/v1, typed by the paths of the server's OpenAPI document. */

import i18next from "i18next";
import createClient, { type Middleware } from "openapi-fetch";

import { errorOf, unreachable } from "./errors";
import type { paths } from "./schema.generated";

/** The first that is there: where the public URL of the server is https, the name says that it is of this host alone. */
const CSRF_COOKIES = ["__Host-csrftoken", "csrftoken"];
export const CSRF_HEADER = "x-csrf-token";

function cookie(name: string): string | null {
  for (const pair of document.cookie.split("; ")) {
    const at = pair.indexOf("=");
    if (pair.slice(0, at) === name) return decodeURIComponent(pair.slice(at + 1));
  }
  return null;
}

/** The token with which calls show that they come from a page of ours, null where this browser has none. */
export function csrfToken(): string | null {
  for (const name of CSRF_COOKIES) {
    const token = cookie(name);
    if (token !== null) return token;
  }
  return null;
}

/** Whether this browser has the token with which calls show that they come from a page of ours. */
export const hasCsrfToken = () => csrfToken() !== null;

const csrf: Middleware = {
  onRequest: ({ request }) => {
    const token = request.method === "GET" ? null : csrfToken();
    if (token) request.headers.set(CSRF_HEADER, token);
  },
};

/** Words that the server writes come in the language of the page, whatever the browser prefers. */
const language: Middleware = {
  onRequest: ({ request }) => {
    if (i18next.language) request.headers.set("accept-language", i18next.language);
  },
};

/** Sends a request; once more with a new token where the server knows nothing of the one that this browser had. */
async function send(request: Request): Promise<Response> {
  const again = request.method === "GET" ? null : request.clone();
  const response = await fetch(request);
  if (!again || response.status !== 403 || !(await isStaleToken(response.clone()))) return response;
  await fetch(new Request(new URL("/api/v1/session", window.location.origin)));
  again.headers.set(CSRF_HEADER, csrfToken() ?? "");
  return fetch(again);
}

const isStaleToken = async (response: Response) => (await errorOf(response)).error === "csrf_failed";

/** Every call gives what the server sent, or throws an ApiError. */
const errors: Middleware = {
  onError: () => unreachable(0),
  onResponse: async ({ response }) => {
    if (!response.ok) throw await errorOf(response);
    if (response.status === 204) return;
    // Half a reply, or the page of a proxy, is no reply.
    await response
      .clone()
      .json()
      .catch(() => {
        throw unreachable(response.status);
      });
  },
};

export const http = createClient<paths>({
  baseUrl: window.location.origin,
  headers: { accept: "application/json" },
  fetch: send,
});
http.use(csrf, language, errors);

/** The body of a reply; a call that failed has thrown already. */
export async function dataOf<Data>(call: Promise<{ data?: Data }>): Promise<Data> {
  const { data } = await call;
  return data as Data;
}
