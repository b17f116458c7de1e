/** The messages that this page knows: the last ones, and what was loaded before them. Pure. */

import type { TextKey } from "../../feature";
import type { ChatMessage, ChatReactor, MessageReacted } from "../../protocol.generated";
import type { RoomState } from "../../store/roomState";
import { defineSlice } from "../../store/slice";
import { selectYourId } from "../people/public";

export type Emoji = MessageReacted["emoji"];
export type Audience = ChatMessage["audience"];

/** To whom a message goes; `person` is set where it is for one person. */
export interface Target {
  audience: Audience;
  person: { id: string; name: string } | null;
}

export const TO_ALL: Target = { audience: "all", person: null };

/** Where a message to this target goes: attendees who do not see each other write to those who lead. */
export function reachable(target: Target, apart: boolean): Target {
  return apart && target.audience === "all" ? { audience: "presenters", person: null } : target;
}

/** A message on its way. */
export interface Outgoing {
  key: string;
  text: string;
  target: Target;
  replyTo: string | null;
  state: "sending" | "sent" | "failed";
  /** What is sent instead of a text. */
  file: OutgoingFile | null;
}

export interface OutgoingFile {
  name: string;
  size: number;
  /** The part that is on the server, from 0 to 1. */
  sent: number;
  failure: TextKey | null;
}

export interface ChatState {
  open: boolean;
  earlier: boolean;
  /** All who may write may send files. */
  files: boolean;
  /** By number, without a hole after the first one. */
  messages: readonly ChatMessage[];
  /** There are more before the first one. */
  older: boolean;
  /** The number before which a page was asked for. */
  asked: number | null;
  outgoing: readonly Outgoing[];
  /** Who has reacted, by the id of the message, where it was asked for. */
  reactors: ReadonlyMap<string, readonly ChatReactor[]>;
  /** The panel is open. */
  panelOpen: boolean;
  /** The person looks at messages above the newest ones. */
  readsAbove: boolean;
  /** The person has read up to this number; null before it is known. */
  readUpTo: number | null;
  /** The line "new since you looked" stands after the message with this number. */
  lineAt: number | null;
}

const NOTHING: ChatState = {
  open: true,
  earlier: false,
  files: true,
  messages: [],
  older: false,
  asked: null,
  outgoing: [],
  reactors: new Map(),
  panelOpen: false,
  readsAbove: false,
  readUpTo: null,
  lineAt: null,
};

/** Beyond so many messages the first ones are forgotten while nobody looks at them; they are asked for again. */
const MOST = 400;
const KEPT = 200;

export const chat = defineSlice("chat", {
  initial: NOTHING,
  snapshot: ({ open, earlier, files, messages, older }, state): ChatState => ({
    ...state,
    open,
    earlier,
    files,
    messages,
    older,
    asked: null,
    reactors: new Map(),
    outgoing: state.outgoing.filter((one) => one.state !== "sent" && !messages.some(({ key }) => key === one.key)),
  }),
  on: {
    messageSent: (state, { message }) => {
      const outgoing = withoutKey(state.outgoing, message.key);
      const first = state.messages[0];
      if (first && message.number < first.number) return { ...state, outgoing };
      const others = state.messages.filter(({ id }) => id !== message.id);
      return trimmed({ ...state, outgoing, messages: inOrder([...others, message]) });
    },
    messageChanged: (state, { id, number, text, deleted }) => {
      const messages = state.messages.map((one): ChatMessage => {
        if (one.id === id)
          return deleted
            ? { ...one, text, deleted, file: null, results: null, reactions: [] }
            : { ...one, text, deleted, edited: true };
        return one.replyTo?.number === number ? { ...one, replyTo: { ...one.replyTo, text, deleted } } : one;
      });
      return { ...state, messages };
    },
    messageReacted: (state, event, { before, editable }) => {
      const yours = event.personId === selectYourId(before);
      const messages = state.messages.map((one) => (one.id === event.id ? reacted(one, event, yours) : one));
      const reactors = editable(state.reactors);
      reactors.delete(event.id);
      return { ...state, messages, reactors };
    },
    chatChanged: (state, { open, earlier, files }) => {
      if (earlier) return { ...state, open, earlier, files, older: state.older || !state.earlier };
      const messages = state.messages.filter((one) => !one.earlier);
      const older = state.older && messages.length === state.messages.length;
      return { ...state, open, earlier, files, messages, older };
    },
    chatPage: (state, page) => {
      if (page.before !== state.asked) return state;
      const first = state.messages[0]?.number ?? page.before;
      const before = page.messages.filter(({ number }) => number < first);
      return { ...state, asked: null, older: page.older, messages: [...before, ...state.messages] };
    },
    chatReactions: (state, { id, reactions }, { editable }) => ({
      ...state,
      reactors: editable(state.reactors).set(id, reactions),
    }),
  },
});

/** Almost always the new one is the last one already. */
function inOrder(messages: ChatMessage[]): ChatMessage[] {
  const [before, last] = messages.slice(-2);
  if (before && last && before.number > last.number) messages.sort((one, other) => one.number - other.number);
  return messages;
}

function trimmed(state: ChatState): ChatState {
  if (state.messages.length <= MOST || state.readsAbove || state.asked !== null) return state;
  return { ...state, older: true, messages: state.messages.slice(-KEPT) };
}

function reacted(message: ChatMessage, { emoji, count, on }: MessageReacted, yours: boolean): ChatMessage {
  const known = message.reactions.find((one) => one.emoji === emoji);
  const others = message.reactions.filter((one) => one.emoji !== emoji);
  const mine = yours ? on : (known?.mine ?? false);
  const reactions = count === 0 ? others : [...others, { emoji, count, mine }];
  return { ...message, reactions: reactions.sort((one, other) => (one.emoji < other.emoji ? -1 : 1)) };
}

export const withoutKey = (outgoing: readonly Outgoing[], key: string): readonly Outgoing[] =>
  outgoing.some((one) => one.key === key) ? outgoing.filter((one) => one.key !== key) : outgoing;

/** Messages of others that the person has not read. */
export function selectUnread(room: RoomState): number {
  const { messages, readUpTo } = chat.of(room);
  if (readUpTo === null) return 0;
  const you = selectYourId(room);
  let count = 0;
  for (let at = messages.length - 1; at >= 0; at -= 1) {
    const one = messages[at];
    if (!one || one.number <= readUpTo) break;
    if (one.personId !== you && !one.deleted) count += 1;
  }
  return count;
}

export const lastNumber = ({ messages }: ChatState): number => messages.at(-1)?.number ?? 0;
