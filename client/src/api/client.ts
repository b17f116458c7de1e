/** The calls of /api/v1. Every call either returns what the server sends or throws an {@link ApiError}. */

import { dataOf, hasCsrfToken, http } from "./http";
import type * as schema from "./schema.generated";

export { ApiError, hasStatus, hasWord } from "./errors";
export type {
  Account,
  AccountChanges,
  AccountClaim,
  Attendee,
  Center,
  Entry,
  EntryCheck,
  EntryKey,
  EntryUrl,
  Goodbye,
  Guest,
  Invitation,
  InvitationAnswer,
  InvitationsQueued,
  InvitedMeeting,
  LibraryBoard,
  LibraryDocument,
  ListedUser,
  MeetingSummary,
  Minutes,
  MinutesEdit,
  NetworkCheck,
  NewKeyedPoll,
  OpenSession,
  PreparedPoll,
  PasswordRules,
  ManagedRecording,
  RecordingVisitor,
  RecordingCheck,
  RecordingEntry,
  SeriesDate,
  Session,
  SignedInUser,
  StorageUse,
  Timeline,
  TimelineEvent,
  TimelinePiece,
  TimelineTrack,
} from "./schema.generated";

/** What the list of meetings has: own ones, and those to which the person is invited. */
export type ListedMeeting = schema.MeetingPage["meetings"][number];

export type MeetingQuery = NonNullable<schema.paths["/api/v1/meetings"]["get"]["parameters"]["query"]>;

export type UserQuery = NonNullable<schema.paths["/api/v1/users"]["get"]["parameters"]["query"]>;

export type DocumentVersion = schema.VersionList["versions"][number];

export type DocumentQuery = NonNullable<schema.paths["/api/v1/documents"]["get"]["parameters"]["query"]>;

export type BoardQuery = NonNullable<schema.paths["/api/v1/boards"]["get"]["parameters"]["query"]>;

export type RecordingQuery = NonNullable<schema.paths["/api/v1/recordings"]["get"]["parameters"]["query"]>;

export const api = {
  /** The center of this name; without one the first center of the server. */
  center: (name?: string) => dataOf(http.GET("/api/v1/center", { params: { query: name ? { name } : {} } })),
  /** The servers against which this browser checks its network. */
  networkCheck: () => dataOf(http.GET("/api/v1/check")),
  session: () => dataOf(http.GET("/api/v1/session")),
  signIn: (credentials: schema.SignIn) => dataOf(http.POST("/api/v1/session", { body: credentials })),
  signOut: async (): Promise<void> => {
    await http.DELETE("/api/v1/session");
  },
  account: () => dataOf(http.GET("/api/v1/account")),
  changeAccount: (changes: schema.AccountChanges) => dataOf(http.PATCH("/api/v1/account", { body: changes })),
  changePassword: async (change: schema.PasswordChange): Promise<void> => {
    await http.POST("/api/v1/account/password", { body: change });
  },
  openSessions: () => dataOf(http.GET("/api/v1/account/sessions")),
  endSession: async (id: string): Promise<void> => {
    await http.DELETE("/api/v1/account/sessions/{session_id}", { params: { path: { session_id: id } } });
  },
  endOtherSessions: async (): Promise<void> => {
    await http.DELETE("/api/v1/account/sessions");
  },
  /** Sends a link for a new password by mail, where there is such an account; the answer does not say. */
  askForPasswordReset: async (request: schema.ResetRequest): Promise<void> => {
    await http.POST("/api/v1/password-resets", { body: request });
  },
  passwordReset: (token: string) => dataOf(http.POST("/api/v1/password-resets/lookup", { body: { token } })),
  resetPassword: async (reset: schema.NewPassword): Promise<void> => {
    await http.POST("/api/v1/password-resets/use", { body: reset });
  },
  /** Sends a link to the invited address, by which it becomes an account; the answer says nothing of the address. */
  askForAccount: async (token: string): Promise<void> => {
    await http.POST("/api/v1/invitations/account", { body: { token } });
  },
  accountClaim: (token: string) => dataOf(http.POST("/api/v1/account-claims/lookup", { body: { token } })),
  claimNewAccount: (account: schema.NewAccount) => dataOf(http.POST("/api/v1/account-claims/use", { body: account })),
  claimForAccount: async (token: string): Promise<void> => {
    await http.POST("/api/v1/account-claims/merge", { body: { token } });
  },
  meetings: (query: MeetingQuery = {}) => dataOf(http.GET("/api/v1/meetings", { params: { query } })),
  createMeeting: (meeting: schema.NewMeeting) => dataOf(http.POST("/api/v1/meetings", { body: meeting })),
  changeMeeting: (mid: string, changes: schema.MeetingEdit) =>
    dataOf(http.PATCH("/api/v1/meetings/{mid}", { params: { path: { mid } }, body: changes })),
  /** Dates of a series that are not over. */
  dates: (mid: string, cursor: string | null = null) =>
    dataOf(http.GET("/api/v1/meetings/{mid}/dates", { params: { path: { mid }, query: { cursor } } })),
  changeDate: (mid: string, date: string, changes: schema.DateEdit) =>
    dataOf(http.PATCH("/api/v1/meetings/{mid}/dates/{date}", { params: { path: { mid, date } }, body: changes })),
  cancelDate: (mid: string, date: string) =>
    dataOf(http.DELETE("/api/v1/meetings/{mid}/dates/{date}", { params: { path: { mid, date } } })),
  restoreDate: (mid: string, date: string) =>
    dataOf(http.POST("/api/v1/meetings/{mid}/dates/{date}/restore", { params: { path: { mid, date } } })),
  restoreMeeting: (mid: string) => dataOf(http.POST("/api/v1/meetings/{mid}/restore", { params: { path: { mid } } })),
  /** The text with which the owner invites people. */
  invitationText: (mid: string) => dataOf(http.GET("/api/v1/meetings/{mid}/invitation", { params: { path: { mid } } })),
  /** Runs of a meeting, the latest first. */
  instances: (mid: string) => dataOf(http.GET("/api/v1/meetings/{mid}/instances", { params: { path: { mid } } })),
  attendance: (mid: string, instance: string) =>
    dataOf(http.GET("/api/v1/meetings/{mid}/instances/{instance}/attendance", { params: { path: { mid, instance } } })),
  polls: (mid: string) => dataOf(http.GET("/api/v1/meetings/{mid}/polls", { params: { path: { mid } } })),
  createPoll: (mid: string, poll: schema.NewKeyedPoll) =>
    dataOf(http.POST("/api/v1/meetings/{mid}/polls", { params: { path: { mid } }, body: poll })),
  changePoll: (mid: string, poll: string, question: schema.NewPoll) =>
    dataOf(http.PUT("/api/v1/meetings/{mid}/polls/{poll}", { params: { path: { mid, poll } }, body: question })),
  deletePoll: async (mid: string, poll: string): Promise<void> => {
    await http.DELETE("/api/v1/meetings/{mid}/polls/{poll}", { params: { path: { mid, poll } } });
  },
  orderPolls: (mid: string, polls: string[]) =>
    dataOf(http.PUT("/api/v1/meetings/{mid}/polls", { params: { path: { mid } }, body: { polls } })),
  /** Runs of a meeting whose minutes the signed-in user may read, the latest first. */
  listMinutes: (mid: string) => dataOf(http.GET("/api/v1/meetings/{mid}/minutes", { params: { path: { mid } } })),
  minutes: (mid: string, instance: string) =>
    dataOf(http.GET("/api/v1/meetings/{mid}/instances/{instance}/minutes", { params: { path: { mid, instance } } })),
  editMinutes: (mid: string, instance: string, edit: schema.MinutesEdit) =>
    dataOf(
      http.PATCH("/api/v1/meetings/{mid}/instances/{instance}/minutes", {
        params: { path: { mid, instance } },
        body: edit,
      }),
    ),
  releaseMinutes: (mid: string, instance: string, mail: schema.MinutesRelease["mail"]) =>
    dataOf(
      http.POST("/api/v1/meetings/{mid}/instances/{instance}/minutes/release", {
        params: { path: { mid, instance } },
        body: { mail },
      }),
    ),
  /** The same by the token of a personal link. */
  minutesByLink: (token: string) => dataOf(http.POST("/api/v1/minutes/lookup", { body: { token } })),
  editMinutesByLink: (token: string, edit: schema.MinutesEdit) =>
    dataOf(http.POST("/api/v1/minutes/edit", { body: { ...edit, token } })),
  releaseMinutesByLink: (token: string, mail: schema.MinutesRelease["mail"]) =>
    dataOf(http.POST("/api/v1/minutes/release", { body: { token, mail } })),
  guests: (mid: string, cursor: string | null = null) =>
    dataOf(http.GET("/api/v1/meetings/{mid}/guests", { params: { path: { mid }, query: { cursor } } })),
  inviteGuests: (mid: string, invitations: schema.NewInvitations) =>
    dataOf(http.POST("/api/v1/meetings/{mid}/guests", { params: { path: { mid } }, body: invitations })),
  removeGuest: async (mid: string, guest: string): Promise<void> => {
    await http.DELETE("/api/v1/meetings/{mid}/guests/{guest}", { params: { path: { mid, guest } } });
  },
  answerOwnInvitation: (mid: string, answer: schema.AnswerOfUser["answer"]) =>
    dataOf(http.POST("/api/v1/meetings/{mid}/answer", { params: { path: { mid } }, body: { answer } })),
  cancelMeeting: (mid: string) => dataOf(http.DELETE("/api/v1/meetings/{mid}", { params: { path: { mid } } })),
  /** People of the center, for its administrators. */
  users: (query: UserQuery = {}) => dataOf(http.GET("/api/v1/users", { params: { query } })),
  mergeUsers: (users: schema.UserMerge) => dataOf(http.POST("/api/v1/users/merge", { body: users })),
  /** Erases who somebody was, or says with `dryRun` how much there is. */
  eraseUser: (whom: schema.Erasure) => dataOf(http.POST("/api/v1/users/erase", { body: whom })),
  /** Documents of all meetings that the signed-in user manages. */
  documents: (query: DocumentQuery = {}) => dataOf(http.GET("/api/v1/documents", { params: { query } })),
  /** Puts a document into a meeting, or (null) into the library; once for each key. */
  copyDocument: (document: string, meeting: string | null, key: string) =>
    dataOf(
      http.POST("/api/v1/documents/{document}/copies", { params: { path: { document } }, body: { meeting, key } }),
    ),
  changeDocument: (document: string, changes: schema.DocumentEdit) =>
    dataOf(http.PATCH("/api/v1/documents/{document}", { params: { path: { document } }, body: changes })),
  /** Folders of the library, and groups that may be given a document. */
  library: () => dataOf(http.GET("/api/v1/library")),
  versions: (document: string) =>
    dataOf(http.GET("/api/v1/documents/{document}/versions", { params: { path: { document } } })),
  /** The pages of a document that follow the one with this number, at most 100. */
  pages: (document: string, after: number) =>
    dataOf(http.GET("/api/v1/documents/{document}/pages", { params: { path: { document }, query: { after } } })),
  makeVersionPresent: (document: string) =>
    dataOf(http.POST("/api/v1/documents/{document}/present", { params: { path: { document } } })),
  deleteDocument: async (document: string): Promise<void> => {
    await http.DELETE("/api/v1/documents/{document}", { params: { path: { document } } });
  },
  restoreDocument: (document: string) =>
    dataOf(http.POST("/api/v1/documents/{document}/restoration", { params: { path: { document } } })),
  /** Removes a deleted document for good. */
  removeDocument: async (document: string): Promise<void> => {
    await http.DELETE("/api/v1/documents/{document}/restoration", { params: { path: { document } } });
  },
  convertDocument: (document: string) =>
    dataOf(http.POST("/api/v1/documents/{document}/conversion", { params: { path: { document } } })),
  /** Whiteboards of all meetings that the signed-in user manages, and of the library. */
  boards: (query: BoardQuery = {}) => dataOf(http.GET("/api/v1/boards", { params: { query } })),
  /** What is drawn on a whiteboard, as a file of Excalidraw. */
  boardFile: (board: string): Promise<string> =>
    dataOf(http.GET("/api/v1/boards/{board}/file", { params: { path: { board } }, parseAs: "text" })),
  /** Puts a whiteboard into a meeting, or (null) into the library; once for each key. */
  copyBoard: (board: string, meeting: string | null, key: string) =>
    dataOf(http.POST("/api/v1/boards/{board}/copies", { params: { path: { board } }, body: { meeting, key } })),
  changeBoard: (board: string, changes: schema.BoardChange) =>
    dataOf(http.PATCH("/api/v1/boards/{board}", { params: { path: { board } }, body: changes })),
  deleteBoard: async (board: string): Promise<void> => {
    await http.DELETE("/api/v1/boards/{board}", { params: { path: { board } } });
  },
  restoreBoard: (board: string) =>
    dataOf(http.POST("/api/v1/boards/{board}/restoration", { params: { path: { board } } })),
  /** Removes a deleted whiteboard for good. */
  removeBoard: async (board: string): Promise<void> => {
    await http.DELETE("/api/v1/boards/{board}/restoration", { params: { path: { board } } });
  },
  /** What the center stores, and may. */
  storage: () => dataOf(http.GET("/api/v1/storage")),
  checkEntry: (key: schema.EntryKey) => dataOf(http.POST("/api/v1/doors", { body: key })),
  enter: (request: schema.EntryRequest) => dataOf(http.POST("/api/v1/entries", { body: request })),
  /** What somebody who was in a meeting may have now. */
  goodbye: (key: schema.GoodbyeKey) => dataOf(http.POST("/api/v1/goodbyes", { body: key })),
  checkRecording: (key: schema.RecordingKey) => dataOf(http.POST("/api/v1/recordings/doors", { body: key })),
  startPlayback: (request: schema.RecordingEntryRequest) =>
    dataOf(http.POST("/api/v1/recordings/entries", { body: request })),
  /** What is played when, by the address of a RecordingEntry. */
  timeline: (entry: schema.RecordingEntry) =>
    dataOf(http.GET("/api/v1/recordings/timeline", { params: { query: { token: entry.token } } })),
  recordings: (query: RecordingQuery = {}) => dataOf(http.GET("/api/v1/recordings", { params: { query } })),
  changeRecording: (reid: string, edit: schema.RecordingEdit) =>
    dataOf(http.PATCH("/api/v1/recordings/{reid}", { params: { path: { reid } }, body: edit })),
  /** Deletes a recording; one that is deleted already is removed for good. */
  deleteRecording: async (reid: string): Promise<void> => {
    await http.DELETE("/api/v1/recordings/{reid}", { params: { path: { reid } } });
  },
  restoreRecording: (reid: string) =>
    dataOf(http.POST("/api/v1/recordings/{reid}/restore", { params: { path: { reid } } })),
  retryRecording: (reid: string) =>
    dataOf(http.POST("/api/v1/recordings/{reid}/retry", { params: { path: { reid } } })),
  recordingVisitors: (reid: string, query: { after: string; limit: number }) =>
    dataOf(http.GET("/api/v1/recordings/{reid}/visitors", { params: { path: { reid }, query } })),
  /** `content`: of a WebVTT or SubRip file. */
  setSubtitles: (reid: string, language: string, content: string) =>
    dataOf(
      http.PUT("/api/v1/recordings/{reid}/subtitles/{language}", {
        params: { path: { reid, language } },
        body: { content },
      }),
    ),
  removeSubtitles: async (reid: string, language: string): Promise<void> => {
    await http.DELETE("/api/v1/recordings/{reid}/subtitles/{language}", { params: { path: { reid, language } } });
  },
  reminders: (key: schema.RemindersKey) => dataOf(http.POST("/api/v1/invitations/reminders", { body: key })),
  invitation: (key: schema.InvitationKey) => dataOf(http.POST("/api/v1/invitations/lookup", { body: key })),
  answerInvitation: (answer: schema.InvitationAnswer) =>
    dataOf(http.POST("/api/v1/invitations/answer", { body: answer })),
};

/**
 * Makes sure that there is a CSRF token, with which calls show that they come from a page of ours: only then the server
 * takes the signed-in user into account when it checks an entry. Frames of other sites have no cookies; there the check
 * works without.
 */
export async function ensureCsrfToken(): Promise<void> {
  if (!hasCsrfToken()) await api.session().catch(() => undefined);
}

/** Where what each person of a recording sent is downloaded. */
export const tracksUrl = (reid: string): string => `/api/v1/recordings/${encodeURIComponent(reid)}/tracks`;
