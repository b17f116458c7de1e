/** The client of /api/v1. Every call either returns what the server says or throws an {@link ApiError}. */

import type {
  Center,
  Door,
  Entry,
  EntryRequest,
  Invitation,
  InvitationAnswer,
  InvitationKey,
  Key,
  MeetingPage,
  MeetingSummary,
  NewMeeting,
  Problem,
  RecordingDoor,
  RecordingEntry,
  RecordingEntryRequest,
  RecordingKey,
  Session,
  SignIn,
} from "./generated/api";

export type * from "./generated/api";

/** The word of an error that never reached the server, or whose reply nobody could read. */
export const UNREACHABLE = "unreachable";

export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    /** HTTP status; 0 where no reply came. */
    readonly status: number,
    readonly problem: Problem,
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

function isProblem(value: unknown): value is Problem {
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
 * Sees to the token that calls prove with that they come from a page of ours: only then somebody who is signed in is
 * recognized at a door. Frames of other sites have no cookies, and doors work there without.
 */
export async function makeProof(): Promise<void> {
  if (cookie("csrftoken") === null) await call<Session>("GET", "/session").catch(() => undefined);
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
  center: (name?: string) => call<Center>("GET", name ? `/center?name=${encodeURIComponent(name)}` : "/center"),
  session: () => call<Session>("GET", "/session"),
  signIn: (credentials: SignIn) => call<Session>("POST", "/session", credentials),
  signOut: () => call<undefined>("DELETE", "/session"),
  meetings: (query: MeetingQuery = {}) => call<MeetingPage>("GET", meetingsPath(query)),
  meeting: (mid: string) => call<MeetingSummary>("GET", `/meetings/${encodeURIComponent(mid)}`),
  createMeeting: (meeting: NewMeeting) => call<MeetingSummary>("POST", "/meetings", meeting),
  cancelMeeting: (mid: string) => call<MeetingSummary>("DELETE", `/meetings/${encodeURIComponent(mid)}`),
  door: (key: Key) => call<Door>("POST", "/doors", key),
  enter: (request: EntryRequest) => call<Entry>("POST", "/entries", request),
  recordingDoor: (key: RecordingKey) => call<RecordingDoor>("POST", "/recordings/doors", key),
  viewRecording: (request: RecordingEntryRequest) => call<RecordingEntry>("POST", "/recordings/entries", request),
  invitation: (key: InvitationKey) => call<Invitation>("POST", "/invitations/lookup", key),
  answerInvitation: (answer: InvitationAnswer) => call<Invitation>("POST", "/invitations/answer", answer),
};
