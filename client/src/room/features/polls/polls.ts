/** Polls as this person may see them, what was answered in them, and what one can do. */

import { randomKey } from "../../../browser/randomKey";
import type { Question } from "../../../polls/question";
import type { RoomFeature, Session } from "../../feature";
import type { Poll, PollAnswer } from "../../protocol.generated";
import { defineSlice } from "../../store/slice";
import type { RoomState } from "../../store/roomState";
import { selectIsModerator, selectYou } from "../people/public";

/** What was answered in a poll, by page. */
export interface Answers {
  list: readonly PollAnswer[];
  /** Where the next page begins; null where all are known. */
  next: number | null;
}

export interface PollsState {
  /** In the order in which they were made. */
  polls: ReadonlyMap<string, Poll>;
  /** By the id of the poll: of those for which somebody asked. */
  answers: ReadonlyMap<string, Answers>;
  /** The panel is open: what is in it needs no notice. */
  watched: boolean;
}

const NO_POLLS: PollsState = { polls: new Map(), answers: new Map(), watched: false };

export const polls = defineSlice("polls", {
  initial: NO_POLLS,
  snapshot: ({ polls: known }, { watched }): PollsState => ({
    polls: new Map(known.map((poll) => [poll.id, poll])),
    answers: new Map(),
    watched,
  }),
  on: {
    pollUpdated: (state, { poll }, { editable }) => {
      const before = state.polls.get(poll.id);
      const { voters, votes, ballot } = before ?? poll;
      const correct = poll.correct ?? before?.correct ?? null;
      return withPolls(state, editable(state.polls).set(poll.id, { ...poll, correct, voters, votes, ballot }));
    },
    pollDeleted: (state, { pollId }, { editable }) => {
      const known = editable(state.polls);
      known.delete(pollId);
      return withPolls(state, known);
    },
    pollsOrdered: (state, { pollIds }, { editable }) => {
      const known = editable(state.polls);
      for (const id of pollIds) {
        const poll = known.get(id);
        if (poll && known.delete(id)) known.set(id, poll);
      }
      return withPolls(state, known);
    },
    pollCounted: (state, { pollId, voters, votes, correct }, { editable }) => {
      const poll = state.polls.get(pollId);
      if (!poll) return state;
      const counted = { ...poll, voters, votes, correct: correct ?? poll.correct };
      return withPolls(state, editable(state.polls).set(pollId, counted));
    },
    ballotCast: (state, { pollId, ballot }, { editable }) => {
      const poll = state.polls.get(pollId);
      return poll ? withPolls(state, editable(state.polls).set(pollId, { ...poll, ballot })) : state;
    },
    pollAnswers: (state, { pollId, after, answers, next }, { editable }) => {
      const before = after === 0 ? [] : (state.answers.get(pollId)?.list ?? []);
      if (before.length !== after) return state;
      return { ...state, answers: editable(state.answers).set(pollId, { list: [...before, ...answers], next }) };
    },
  },
});

const withPolls = (state: PollsState, known: ReadonlyMap<string, Poll>): PollsState => ({ ...state, polls: known });

export const selectPolls = polls.select((state) => state.polls);
export const selectAnswers = (pollId: string) => polls.select((state) => state.answers.get(pollId) ?? null);
/** Whether this person prepares, opens and closes polls. */
export const selectRunsPolls = selectIsModerator;

/** How many polls wait for the own vote. */
export const countWaiting = polls.select(
  ({ polls: known }) => [...known.values()].filter(({ state, ballot }) => state === "open" && ballot === null).length,
);

export interface Grouped {
  open: Poll[];
  drafts: Poll[];
  closed: Poll[];
}

/** Open ones and closed ones with the latest first, drafts in their order. */
export function grouped(known: ReadonlyMap<string, Poll>): Grouped {
  const all = [...known.values()];
  const latest = (time: "openedAt" | "closedAt") => (one: Poll, other: Poll) =>
    (other[time] ?? "").localeCompare(one[time] ?? "");
  return {
    open: all.filter(({ state }) => state === "open").sort(latest("openedAt")),
    drafts: all.filter(({ state }) => state === "draft"),
    closed: all.filter(({ state }) => state === "closed").sort(latest("closedAt")),
  };
}

/** Says that the panel is open; returns what says that it is closed. */
export function watch(session: Session): () => void {
  const set = (watched: boolean) => polls.change(session.room, (state) => ({ ...state, watched }));
  set(true);
  return () => set(false);
}

export function createPoll(session: Session, question: Question, open: boolean): Promise<boolean> {
  return session.send({ type: "createPoll", ...question, key: randomKey(), open });
}

export function editPoll(session: Session, pollId: string, question: Question): Promise<boolean> {
  return session.send({ type: "editPoll", ...question, pollId });
}

export const deletePoll = (session: Session, pollId: string) => session.send({ type: "deletePoll", pollId });
export const openPoll = (session: Session, pollId: string) => session.send({ type: "openPoll", pollId });
export const closePoll = (session: Session, pollId: string) => session.send({ type: "closePoll", pollId });
export const shareResults = (session: Session, pollId: string) => session.send({ type: "sharePollResults", pollId });
export const repeatPoll = (session: Session, pollId: string) =>
  session.send({ type: "repeatPoll", pollId, key: randomKey() });

export async function vote(
  session: Session,
  pollId: string,
  positions: readonly number[],
  comment: string,
): Promise<boolean> {
  const cast = await session.send({ type: "vote", pollId, positions: [...positions], comment });
  if (cast) session.notify({ tone: "spoken", text: "notice.voted" });
  return cast;
}

/** Asks for a page of what was answered; what comes is in {@link selectAnswers}. */
export function loadAnswers(session: Session, pollId: string, after = 0): void {
  session.post({ type: "listPollAnswers", pollId, after });
}

const SHORT = 80;
const shortened = (text: string) => (text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text);
const stateOf = (room: RoomState, id: string) => polls.of(room).polls.get(id)?.state;

export const notices: RoomFeature["notices"] = {
  pollUpdated: ({ poll, by }, before) => {
    if (poll.state === "draft" || stateOf(before, poll.id) === poll.state) return null;
    if (by === selectYou(before)?.id) return null;
    const tone = polls.of(before).watched || poll.state === "closed" ? "spoken" : "shown";
    const text = poll.state === "open" ? "notice.pollOpened" : "notice.pollClosed";
    return { tone, text, values: { question: shortened(poll.question) } };
  },
};
