import { afterEach, describe, expect, it, vi } from "vitest";

import { api, ApiError, ensureCsrfToken } from "./client";

/** Stands in for the server; returns the requests, as they come. */
function reply(answer: () => Response | Promise<Response>): Request[] {
  const requests: Request[] = [];
  vi.stubGlobal("fetch", (request: Request) => {
    requests.push(request);
    return Promise.resolve(answer());
  });
  return requests;
}

const forgetCookie = () => {
  document.cookie = "csrftoken=; max-age=0";
};

afterEach(() => {
  vi.unstubAllGlobals();
  forgetCookie();
});

const failure = (call: Promise<unknown>) => call.catch((error: unknown) => error as ApiError) as Promise<ApiError>;

describe("a call", () => {
  it("sends and receives JSON", async () => {
    const requests = reply(() => Response.json({ user: null }));
    const credentials = { userId: "grace", password: "secret", center: "" };
    expect(await api.signIn(credentials)).toEqual({ user: null });
    const [request] = requests;
    expect(request?.url).toBe(`${window.location.origin}/api/v1/session`);
    expect(request?.headers.get("content-type")).toBe("application/json");
    expect(request?.headers.get("accept")).toBe("application/json");
    expect(await request?.json()).toEqual(credentials);
  });

  it("leaves out of the address what is not given", async () => {
    const requests = reply(() => Response.json({ meetings: [], next: null }));
    await api.meetings({ when: "past", cursor: null, limit: 20 });
    await api.center("a/b");
    await api.cancelMeeting("a/b");
    expect(requests.map(({ url }) => url.replace(`${window.location.origin}/api/v1`, ""))).toEqual([
      "/meetings?when=past&limit=20",
      "/center?name=a%2Fb",
      "/meetings/a%2Fb",
    ]);
  });

  it("takes a reply without a body", async () => {
    reply(() => new Response(null, { status: 204 }));
    await expect(api.signOut()).resolves.toBeUndefined();
  });
});

describe("the CSRF token", () => {
  it("goes with every call but reading ones", async () => {
    document.cookie = "csrftoken=a%2Fb";
    const requests = reply(() => Response.json({}));
    await api.session();
    await api.createMeeting({});
    await api.cancelMeeting("m1");
    expect(requests.map(({ headers }) => headers.get("x-csrf-token"))).toEqual([null, "a/b", "a/b"]);
  });

  it("is the one of this host alone, where there are two", async () => {
    vi.spyOn(document, "cookie", "get").mockReturnValue("csrftoken=old; __Host-csrftoken=new");
    const requests = reply(() => Response.json({}));
    await api.createMeeting({});
    expect(requests[0]?.headers.get("x-csrf-token")).toBe("new");
    vi.restoreAllMocks();
  });

  it("is exchanged, and the call made once more, where the server does not know it", async () => {
    document.cookie = "csrftoken=old";
    const requests = reply(() => {
      const last = requests.at(-1);
      if (last?.method === "GET") {
        document.cookie = "csrftoken=new";
        return Response.json({ user: null });
      }
      if (last?.headers.get("x-csrf-token") === "new") return Response.json({ mid: "m1" });
      return Response.json({ error: "csrf_failed", message: "No.", parameter: null }, { status: 403 });
    });
    expect(await api.createMeeting({ title: "Planning" })).toEqual({ mid: "m1" });
    expect(requests.map(({ method }) => method)).toEqual(["POST", "GET", "POST"]);
    expect(await requests[2]?.json()).toEqual({ title: "Planning" });
  });

  it("is fetched once, where there is none, and a failure does no harm", async () => {
    const requests = reply(() => new Response("", { status: 500 }));
    await ensureCsrfToken();
    expect(requests).toHaveLength(1);
    document.cookie = "csrftoken=x";
    await ensureCsrfToken();
    expect(requests).toHaveLength(1);
  });
});

describe("a call that fails", () => {
  it("throws the problem that the server names", async () => {
    const problem = { error: "too_many_requests", message: "Later.", parameter: null };
    reply(() => Response.json(problem, { status: 429, headers: { "retry-after": "30" } }));
    const error = await failure(api.session());
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 429, error: "too_many_requests", message: "Later.", retryAfter: 30 });
  });

  it.each([
    ["no reply", () => Promise.reject(new TypeError("Failed to fetch")), 0],
    ["the page of a proxy", () => new Response("<html>", { status: 502 }), 502],
    ["an error that is no problem", () => Response.json({ detail: "?" }, { status: 500 }), 500],
    ["half a reply", () => new Response('{"user": '), 200],
  ])("with %s says that the server cannot be reached", async (_case, answer, status) => {
    reply(answer);
    expect(await failure(api.session())).toMatchObject({ status, error: "unreachable", retryAfter: null });
  });
});
