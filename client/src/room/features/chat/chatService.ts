/** What a person does with the chat: writes, sends, reads; and how the person is told of what comes in. */

import { createStore } from "zustand/vanilla";

import { randomKey } from "../../../browser/randomKey";
import { failureText, UploadQueue } from "../../documents/upload";
import { defineService, type Notice, type Session, type TextKey } from "../../feature";
import type { ChatMessage } from "../../protocol.generated";
import { selectYourId } from "../people/public";
import { selectIsApart } from "../rights/public";
import {
  chat,
  type Emoji,
  lastNumber,
  type Outgoing,
  type OutgoingFile,
  reachable,
  type Target,
  TO_ALL,
  withoutKey,
} from "./chatSlice";
import { loadMarker, saveMarker } from "./marker";

/** What the person is writing; it stays when the panel is closed. */
export interface Draft {
  text: string;
  target: Target;
  replyTo: ChatMessage | null;
  /** The message whose text is being changed, and what was being written before. */
  editing: { message: ChatMessage; before: string } | null;
}

const EMPTY: Draft = { text: "", target: TO_ALL, replyTo: null, editing: null };

/** Characters of a message, as the server counts them. */
export const LONGEST = 4000;

const FAILURES: Readonly<Record<string, TextKey>> = {
  not_allowed: "chat.failedRole",
  limit_reached: "chat.failedLimit",
};

/** Milliseconds in which one message is shown as a notice; what comes meanwhile is told together. */
const QUIET = 5_000;
/** Characters of a message in a notice. */
const SHOWN = 80;

/** Whether a message is what a person wrote, which can be changed. */
export const isWritten = ({ file, results }: ChatMessage): boolean => file === null && results === null;

export class ChatService {
  readonly draft = createStore<Draft>(() => EMPTY);
  private readonly uploads: UploadQueue;
  private waiting: ChatMessage[] = [];
  private quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly session: Session) {
    this.uploads = new UploadQueue(session, "/room/chat/files");
  }

  stop(): void {
    clearTimeout(this.quiet);
    this.uploads.stop();
  }

  // -------------------------------------------------------------------------------------------- writing

  write(change: Partial<Draft>): void {
    this.draft.setState(change);
  }

  /** Begins an answer, which goes to those who read the message. */
  reply(message: ChatMessage): void {
    this.cancelEdit();
    this.write({ replyTo: message, target: this.targetOf(message) });
  }

  writeTo(person: Target["person"]): void {
    this.cancelEdit();
    this.write({ replyTo: null, target: { audience: "person", person } });
  }

  edit(message: ChatMessage): void {
    this.cancelEdit();
    this.write({ editing: { message, before: this.draft.getState().text }, text: message.text });
  }

  cancelEdit(): void {
    const { editing } = this.draft.getState();
    if (editing) this.write({ editing: null, text: editing.before });
  }

  /** The person's newest message that can be edited. */
  lastOwn(): ChatMessage | null {
    const room = this.session.room.getState();
    const you = selectYourId(room);
    const isOwn = (one: ChatMessage) => one.personId === you && !one.deleted && isWritten(one);
    return chat.of(room).messages.findLast(isOwn) ?? null;
  }

  /** Sends what is written: a new message, or the new text of one. */
  submit(): void {
    const { text, editing } = this.draft.getState();
    const words = text.trim();
    if (words === "") return;
    if (editing) {
      this.cancelEdit();
      if (words !== editing.message.text)
        void this.session.send({ type: "editMessage", id: editing.message.id, text: words });
      return;
    }
    const { target, replyTo } = this.destination();
    this.write({ text: "", replyTo: null });
    const one: Outgoing = { key: randomKey(), text: words, target, replyTo, state: "sending", file: null };
    this.add(one);
    void this.transmit(one);
  }

  /** Sends files to whom the draft goes, each as a message of its own, one after the other. */
  sendFiles(files: readonly File[]): void {
    if (files.length === 0) return;
    this.cancelEdit();
    const { target, replyTo } = this.destination();
    this.write({ replyTo: null });
    for (const file of files) {
      const { name, size } = file;
      const shown = { name, size, sent: 0, failure: null };
      const one: Outgoing = { key: randomKey(), text: "", target, replyTo, state: "sending", file: shown };
      this.uploads.add(one.key, file);
      this.add(one);
      void this.transmit(one);
    }
  }

  /** To whom what is written goes, and what it answers. */
  private destination(): { target: Target; replyTo: string | null } {
    const { target, replyTo } = this.draft.getState();
    const reached = reachable(target, selectIsApart(this.session.room.getState()));
    return { target: reached, replyTo: reached === target ? (replyTo?.id ?? null) : null };
  }

  /** Shows all the results of a closed poll. False where it failed. */
  postResults(pollId: string): Promise<boolean> {
    return this.session.send({ type: "postPollResults", pollId, key: randomKey() });
  }

  private add(one: Outgoing): void {
    chat.change(this.session.room, (state) => ({ ...state, outgoing: [...state.outgoing, one] }));
  }

  /** Tries again to send a message that could not be sent. */
  retry(one: Outgoing): void {
    this.mark(one.key, "sending");
    void this.transmit(one);
  }

  /** Takes a message that could not be sent back into the field, or stops a file on its way. */
  discard({ key, text }: Outgoing): void {
    this.uploads.remove(key);
    chat.change(this.session.room, (state) => ({ ...state, outgoing: withoutKey(state.outgoing, key) }));
    if (this.draft.getState().text === "") this.write({ text });
  }

  private async transmit(one: Outgoing): Promise<void> {
    const { key, text, target, replyTo } = one;
    const { audience, person } = target;
    if (one.file !== null) return this.transmitFile(one);
    const done = await this.session.send({
      type: "sendMessage",
      key,
      text,
      audience,
      personId: person?.id ?? null,
      replyTo,
    });
    this.mark(key, done ? "sent" : "failed");
  }

  private async transmitFile({ key, target, replyTo }: Outgoing): Promise<void> {
    const { audience, person } = target;
    const query: Record<string, string> = { audience };
    if (person) query.personId = person.id;
    if (replyTo !== null) query.replyTo = replyTo;
    const { failure } = await this.uploads.send(
      key,
      () => query,
      (sent) => this.markFile(key, { sent, failure: null }),
    );
    if (failure !== null) this.markFile(key, { failure: failureText(failure, FAILURES) });
    this.mark(key, failure === null ? "sent" : "failed");
  }

  private mark(key: string, state: Outgoing["state"]): void {
    this.changeOutgoing(key, (one) => ({ ...one, state }));
  }

  private markFile(key: string, change: Partial<OutgoingFile>): void {
    this.changeOutgoing(key, (one) => (one.file ? { ...one, file: { ...one.file, ...change } } : one));
  }

  private changeOutgoing(key: string, change: (one: Outgoing) => Outgoing): void {
    chat.change(this.session.room, (before) => {
      if (!before.outgoing.some((one) => one.key === key)) return before;
      return { ...before, outgoing: before.outgoing.map((one) => (one.key === key ? change(one) : one)) };
    });
  }

  private targetOf({ audience, personId, name, recipient }: ChatMessage): Target {
    if (audience !== "person") return { audience, person: null };
    const own = personId === selectYourId(this.session.room.getState());
    return { audience, person: own && recipient ? recipient : { id: personId, name } };
  }

  // -------------------------------------------------------------------------------------------- messages

  react({ id, reactions }: ChatMessage, emoji: Emoji): void {
    const mine = reactions.some((one) => one.emoji === emoji && one.mine);
    void this.session.send({ type: "reactToMessage", id, emoji, on: !mine });
  }

  remove({ id }: ChatMessage): void {
    void this.session.send({ type: "deleteMessage", id });
  }

  /** The file of a message is saved as soon as the server has given its address. */
  download({ id }: ChatMessage): void {
    void this.session.send({ type: "getChatFile", id });
  }

  askWhoReacted({ id }: ChatMessage): void {
    if (!chat.of(this.session.room.getState()).reactors.has(id)) this.session.post({ type: "listChatReactions", id });
  }

  /** Asks for the page before the first message; does nothing where there is none or it was asked for. */
  loadOlder(): void {
    const { older, asked, messages } = chat.of(this.session.room.getState());
    if (!older || asked !== null) return;
    // Without a message to begin at: before anything that will ever come.
    const before = messages[0]?.number ?? 2 ** 31 - 1;
    if (this.session.post({ type: "listMessages", before }))
      chat.change(this.session.room, (state) => ({ ...state, asked: before }));
  }

  // -------------------------------------------------------------------------------------------- reading

  /** The panel was opened or closed. The line says where the person had been. */
  look(panelOpen: boolean): void {
    chat.change(this.session.room, (state) => {
      const isNew = state.readUpTo !== null && lastNumber(state) > state.readUpTo;
      return { ...state, panelOpen, lineAt: panelOpen && isNew ? state.readUpTo : null };
    });
  }

  /** The person looks at messages above the newest ones, or at these again. */
  readAbove(readsAbove: boolean): void {
    chat.change(this.session.room, (state) => (state.readsAbove === readsAbove ? state : { ...state, readsAbove }));
  }

  /** The person sees the newest message. */
  markRead(): void {
    const room = this.session.room.getState();
    const { readUpTo, ...state } = chat.of(room);
    const last = lastNumber({ readUpTo, ...state });
    if (last <= (readUpTo ?? -1)) return;
    chat.change(this.session.room, (before) => ({ ...before, readUpTo: last }));
    const you = selectYourId(room);
    if (you !== null) saveMarker(you, last);
  }

  /** There is a snapshot: what was there before the person first came is not new to the person. */
  entered(): void {
    const room = this.session.room.getState();
    const you = selectYourId(room);
    if (you === null || chat.of(room).readUpTo !== null) return;
    const known = loadMarker(you);
    const readUpTo = known ?? lastNumber(chat.of(room));
    chat.change(this.session.room, (state) => ({ ...state, readUpTo }));
    if (known === null) saveMarker(you, readUpTo);
  }

  // -------------------------------------------------------------------------------------------- notices

  /** Tells the person of a message: read aloud while the panel is open, else shown; of many at once only the number. */
  tell(message: ChatMessage): void {
    const room = this.session.room.getState();
    if (message.personId === selectYourId(room) || message.deleted) return;
    if (this.quiet !== undefined) {
      this.waiting.push(message);
      return;
    }
    this.session.notify(this.noticeOf(message));
    this.quiet = setTimeout(() => this.tellRest(), QUIET);
  }

  private tellRest(): void {
    this.quiet = undefined;
    const rest = this.waiting;
    this.waiting = [];
    const [first] = rest;
    if (!first) return;
    if (rest.length === 1) {
      this.tell(first);
      return;
    }
    this.session.notify({ tone: this.tone, text: "chat.newMessages", values: { count: rest.length } });
    this.quiet = setTimeout(() => this.tellRest(), QUIET);
  }

  private get tone(): Notice["tone"] {
    return chat.of(this.session.room.getState()).panelOpen ? "spoken" : "shown";
  }

  private noticeOf({ audience, name, text, file, results }: ChatMessage): Notice {
    const line = (text || (file?.name ?? results?.question ?? "")).replace(/\s+/g, " ");
    const signs = Array.from(line);
    const shown = signs.length > SHOWN ? `${signs.slice(0, SHOWN).join("")}…` : line;
    const said = results ? "chat.notice_results" : (`chat.notice_${audience}` as const);
    return { tone: this.tone, text: said, values: { name, text: shown } };
  }
}

export const chatService = defineService("chat", (session) => new ChatService(session));
