/** The client of /api/v1. Every call either returns what the server says or throws an {@link ApiError}. */

import type * as schema from "./schema.generated";

export type {
  Center,
  Entry,
  EntryRequest,
  EntryUrl,
  Invitation,
  InvitationAnswer,
  InvitationKey,
  MeetingPage,
  MeetingSummary,
  NewMeeting,
  Problem,
  RecordingEntry,
  RecordingEntryRequest,
  RecordingKey,
  Session,
  SignedInUser,
  SignIn,
} from "./schema.generated";
export type EntryKey = schema.Key;
/** Whether a meeting can be entered now, and what is still missing. */
export type EntryCheck = schema.Door;
/** Whether a recording can be viewed now, and by whom. */
export type RecordingCheck = schema.RecordingDoor;

/** The word of an error that never reached the server, or whose reply nobody could read. */
export const UNREACHABLE = "unreachable";

export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    /** HTTP status; 0 where no reply came. */
    readonly status: number,
    readonly problem: schema.Problem,
    /** Seconds to wait before the next try, where the server named a time. */
    readonly retryAfter: number | null = null,
  ) {
    super(problem.message);
  }

  /** The stable word of the problem. */
  get error(): string {
    return this.problem.error;
  }
}

function unreadable(status: number): ApiError {
  return new ApiError(status, { error: UNREACHABLE, message: "The server cannot be reached.", parameter: null });
}

function cookie(name: string): string | null {
  for (const pair of document.cookie.split("; ")) {
    const at = pair.indexOf("=");
    if (pair.slice(0, at) === name) return decodeURIComponent(pair.slice(at + 1));
  }
  return null;
}

function isProblem(value: unknown): value is schema.Problem {
  return typeof value === "object" && value !== null && "error" in value && "message" in value;
}

async function call<Reply>(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<Reply> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  const token = method === "GET" ? null : cookie("csrftoken");
  if (token) headers["x-csrf-token"] = token;
  let reply: Response;
  let parsed: unknown;
  try {
    reply = await fetch(`/api/v1${path}`, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  } catch {
    throw unreadable(0);
  }
  try {
    parsed = reply.status === 204 ? undefined : await reply.json();
  } catch {
    throw unreadable(reply.status);
  }
  if (reply.ok) return parsed as Reply;
  if (!isProblem(parsed)) throw unreadable(reply.status);
  const retryAfter = Number(reply.headers.get("retry-after") ?? NaN);
  throw new ApiError(reply.status, parsed, Number.isNaN(retryAfter) ? null : retryAfter);
}

/**
 * Makes sure that there is a CSRF token, with which calls show that they come from a page of ours: only then the server
 * takes the signed-in user into account when it checks an entry. Frames of other sites have no cookies; there the check
 * works without.
 */
export async function ensureCsrfToken(): Promise<void> {
  if (cookie("csrftoken") === null) await call<schema.Session>("GET", "/session").catch(() => undefined);
}

export interface MeetingQuery {
  when?: "current" | "past";
  cursor?: string | null;
  limit?: number;
}

function meetingsPath({ when, cursor, limit }: MeetingQuery): string {
  const query = new URLSearchParams();
  if (when) query.set("when", when);
  if (cursor) query.set("cursor", cursor);
  if (limit) query.set("limit", String(limit));
  const text = query.toString();
  return text ? `/meetings?${text}` : "/meetings";
}

export const api = {
  /** The center of this name; without one the first center of the server. */
  center: (name?: string) => call<schema.Center>("GET", name ? `/center?name=${encodeURIComponent(name)}` : "/center"),
  session: () => call<schema.Session>("GET", "/session"),
  signIn: (credentials: schema.SignIn) => call<schema.Session>("POST", "/session", credentials),
  signOut: () => call<undefined>("DELETE", "/session"),
  meetings: (query: MeetingQuery = {}) => call<schema.MeetingPage>("GET", meetingsPath(query)),
  meeting: (mid: string) => call<schema.MeetingSummary>("GET", `/meetings/${encodeURIComponent(mid)}`),
  createMeeting: (meeting: schema.NewMeeting) => call<schema.MeetingSummary>("POST", "/meetings", meeting),
  cancelMeeting: (mid: string) => call<schema.MeetingSummary>("DELETE", `/meetings/${encodeURIComponent(mid)}`),
  checkEntry: (key: EntryKey) => call<EntryCheck>("POST", "/doors", key),
  enter: (request: schema.EntryRequest) => call<schema.Entry>("POST", "/entries", request),
  checkRecording: (key: schema.RecordingKey) => call<RecordingCheck>("POST", "/recordings/doors", key),
  startPlayback: (request: schema.RecordingEntryRequest) =>
    call<schema.RecordingEntry>("POST", "/recordings/entries", request),
  invitation: (key: schema.InvitationKey) => call<schema.Invitation>("POST", "/invitations/lookup", key),
  answerInvitation: (answer: schema.InvitationAnswer) => call<schema.Invitation>("POST", "/invitations/answer", answer),
};
