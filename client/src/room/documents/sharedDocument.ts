/** A shared document of a page: a Yjs document that is kept equal with those of the others by the document socket. */

import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { createStore } from "zustand/vanilla";

import type { Session } from "../feature";
import { type Author, type DocumentMessage, MAX_UPDATE_BYTES, type Place } from "./frames";
import { type Channel, type DocumentSocket, documentSocket } from "./socket";

export interface DocumentState {
  /** The document as it is now; another one after a refusal. */
  doc: Y.Doc;
  awareness: Awareness;
  /** `unbegun`: nobody has made it yet, as far as is known here; `gone`: there is no such document any more. */
  status: "unbegun" | "loading" | "ready" | "offline" | "gone";
  mayWrite: boolean;
  /** Something that was written has waited for more than {@link UNSAVED_AFTER} to be stored. */
  unsaved: boolean;
  /** Something was refused; what was written since is gone. */
  refused: string | null;
  /** Who wrote, by client id. */
  authors: ReadonlyMap<number, Author>;
}

/** Milliseconds in which changes of the document, and of the own place in it, are gathered before they are sent. */
export interface Delays {
  changes: number;
  place: number;
}

const WRITING: Delays = { changes: 50, place: 100 };
/** Pages on other nodes forget the place of one that does not say it again. */
const REPEAT_PLACE = 15_000;
export const UNSAVED_AFTER = 2_000;
/** After a refusal for speed. */
const PAUSE = 3_000;

interface Sent extends Change {
  number: number;
}

/** Refusals after which the same document is opened anew and sends again. */
const AGAIN: Record<string, number> = { resync: 0, too_many_requests: PAUSE, unavailable: PAUSE };

/** It ends with the stay at the latest. */
export class SharedDocument implements Channel {
  readonly state;
  private readonly socket: DocumentSocket;
  /** Null before the document is begun. */
  private channel: number | null = null;
  private documentId: string | null = null;
  private seq = 0;
  /** Written here and not sent yet, with the time. */
  private gathered: Change[] = [];
  /** Sent and not acknowledged. */
  private sent: Sent[] = [];
  private count = 0;
  private timers: Partial<Record<"gather" | "place" | "unsaved" | "again", ReturnType<typeof setTimeout>>> = {};
  private readonly repeatTimer: ReturnType<typeof setInterval>;
  private readonly unwatch: () => void;
  private place = "null";
  private ended = false;
  private waiting: ((stored: boolean) => void)[] = [];

  constructor(
    session: Session,
    private readonly kind: string,
    private readonly name: string,
    private readonly delays: Delays = WRITING,
    { begun = true }: { begun?: boolean } = {},
  ) {
    this.socket = documentSocket(session);
    this.state = createStore<DocumentState>(() => ({
      ...this.newDoc(),
      status: "unbegun",
      mayWrite: false,
      unsaved: false,
      refused: null,
      authors: new Map(),
    }));
    if (begun) this.begin();
    this.repeatTimer = setInterval(() => this.sendPlace(true), REPEAT_PLACE);
    window.addEventListener("pagehide", this.flush);
    this.unwatch = session.status.subscribe((status) => {
      if (status === "closed") this.destroy();
    });
  }

  /**
   * Opens the document, which is made by that where it was not: somebody has made it, or it is about to be written here.
   * What was written before is sent then.
   */
  begin(): void {
    if (this.ended) return;
    if (this.state.getState().status === "gone") this.startAnew(null);
    if (this.channel !== null) return;
    this.state.setState({ status: "loading" });
    this.channel = this.socket.open(this);
  }

  /** Whether the person may begin the document by writing; what holds afterwards the server says. */
  allow(mayWrite: boolean): void {
    if (this.channel === null) this.state.setState({ mayWrite });
  }

  /** Ends as soon as what was written here is stored or cannot be; shows no place any more. */
  release(): void {
    if (this.ended) return;
    this.state.getState().awareness.setLocalState({});
    // What is shown of it ends in the same moment, and may write what was drawn last.
    void Promise.resolve()
      .then(() => this.stored())
      .then(() => this.destroy());
  }

  /** Ends; what was not sent is lost. */
  destroy(): void {
    if (this.ended) return;
    this.ended = true;
    this.flush();
    this.tellWaiting(false);
    this.unwatch();
    window.removeEventListener("pagehide", this.flush);
    clearInterval(this.repeatTimer);
    for (const timer of Object.values(this.timers)) clearTimeout(timer);
    if (this.channel !== null) this.socket.close(this.channel);
    const { doc, awareness } = this.state.getState();
    awareness.destroy();
    doc.destroy();
  }

  /** Resolves once it is ready; false where it is gone, or does not come in so many milliseconds. */
  ready(patience: number): Promise<boolean> {
    return new Promise((resolve) => {
      const look = () => {
        const { status } = this.state.getState();
        if (status === "ready" || status === "gone") end(status === "ready");
      };
      const end = (ready: boolean) => {
        clearTimeout(timer);
        unwatch();
        resolve(ready);
      };
      const timer = setTimeout(() => end(false), patience);
      const unwatch = this.state.subscribe(look);
      look();
    });
  }

  /** Resolves once all that was written here is stored; false where it was refused, or the document ended before. */
  stored(): Promise<boolean> {
    if (this.ended) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.checkUnsaved();
    });
  }

  private tellWaiting(stored: boolean): void {
    for (const tell of this.waiting.splice(0)) tell(stored);
  }

  opening() {
    const { doc } = this.state.getState();
    return { kind: this.kind, document: this.name, clientId: doc.clientID, known: this.documentId, since: this.seq };
  }

  lost(): void {
    const { status } = this.state.getState();
    if (status !== "gone") this.state.setState({ status: status === "ready" ? "offline" : status });
    this.showPlaces([...this.others()].map((clientId) => ({ ...NOBODY, clientId })));
  }

  receive(message: DocumentMessage): void {
    const { doc } = this.state.getState();
    switch (message.type) {
      case "opened":
        if (this.documentId !== null && this.documentId !== message.documentId) {
          this.startAnew(null);
          return;
        }
        this.documentId = message.documentId;
        this.state.setState({ mayWrite: message.mayWrite });
        return;
      case "synced":
        this.apply(message.updates);
        this.seq = message.seq;
        this.state.setState({ status: "ready" });
        this.resend(message.stateVector);
        this.sendPlace(true);
        return;
      case "updated":
        this.apply(message.updates);
        this.seq = message.seq;
        return;
      case "stored":
        this.seq = Math.max(this.seq, message.seq);
        this.sent = this.sent.filter(({ number }) => number > message.count);
        this.checkUnsaved();
        return;
      case "aware":
        this.showPlaces(message.places.filter(({ clientId }) => clientId !== doc.clientID));
        return;
      case "authors": {
        const authors = new Map(this.state.getState().authors);
        for (const author of message.authors) authors.set(author.clientId, author);
        this.state.setState({ authors });
        return;
      }
      case "refused":
        this.refuse(message.error, message.message);
    }
  }

  private newDoc(): Pick<DocumentState, "doc" | "awareness"> {
    const doc = new Y.Doc();
    const awareness = new Awareness(doc);
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.gather(update);
    });
    awareness.on("update", (_: unknown, origin: unknown) => {
      if (origin === "local") this.timers.place ??= setTimeout(() => this.sendPlace(false), this.delays.place);
    });
    return { doc, awareness };
  }

  private apply(updates: readonly Uint8Array[]): void {
    const { doc } = this.state.getState();
    doc.transact(() => updates.forEach((update) => Y.applyUpdate(doc, update, this)), this);
  }

  private gather(update: Uint8Array): void {
    const { mayWrite, status } = this.state.getState();
    // Who may not write has an editor that is read-only; what it changes by itself stays here.
    if (!mayWrite || status === "gone") return;
    this.gathered.push({ update, at: Date.now() });
    this.begin();
    this.timers.gather ??= setTimeout(this.flush, this.delays.changes);
    this.checkUnsaved();
  }

  private readonly flush = (): void => {
    clearTimeout(this.timers.gather);
    delete this.timers.gather;
    if (this.state.getState().status !== "ready" || this.timers.again) return;
    const gathered = inUpdates(this.gathered);
    this.gathered = [];
    for (const { update, at } of gathered) this.send(update, at);
  };

  private send(update: Uint8Array, at: number): void {
    if (this.channel === null) return;
    if (update.length > MAX_UPDATE_BYTES) {
      this.startAnew("too_large");
      return;
    }
    this.sent.push({ number: ++this.count, update, at });
    this.socket.sendUpdate(this.channel, update);
    this.checkUnsaved();
  }

  /** After the line came back: sends what the server does not have. */
  private resend(stateVector: Uint8Array): void {
    const waiting = inUpdates([...this.sent, ...this.gathered]);
    this.sent = [];
    this.gathered = [];
    this.count = 0;
    for (const { update, at } of waiting) {
      const missing = Y.diffUpdate(update, stateVector);
      // Two bytes say nothing: no structs, no deletions.
      if (missing.length > 2) this.send(missing, at);
    }
    this.checkUnsaved();
  }

  private refuse(error: string, message: string): void {
    const pause = AGAIN[error];
    if (pause !== undefined) {
      this.state.setState({ status: "offline" });
      this.timers.again ??= setTimeout(() => {
        delete this.timers.again;
        this.reopen();
      }, pause);
    } else if (error === "unknown_document" || this.state.getState().status === "loading") {
      this.state.setState({ status: "gone", refused: message });
      this.tellWaiting(false);
    } else {
      this.startAnew(error);
    }
  }

  private reopen(): void {
    if (this.channel !== null) this.socket.close(this.channel);
    this.channel = this.socket.open(this);
  }

  /** Another document takes the place of this one: what was written here and not stored is gone. */
  private startAnew(refused: string | null): void {
    const { doc, awareness } = this.state.getState();
    this.tellWaiting(false);
    this.sent = [];
    this.gathered = [];
    this.documentId = null;
    this.seq = 0;
    this.state.setState({ ...this.newDoc(), status: "loading", refused, authors: new Map(), unsaved: false });
    this.reopen();
    awareness.destroy();
    doc.destroy();
  }

  /** Forgets that something was refused: the person has read it. */
  dismiss(): void {
    this.state.setState({ refused: null });
  }

  private checkUnsaved(): void {
    clearTimeout(this.timers.unsaved);
    const since = (this.sent[0] ?? this.gathered[0])?.at;
    if (since === undefined) this.tellWaiting(this.state.getState().status !== "gone");
    const wait = since === undefined ? null : since + UNSAVED_AFTER - Date.now();
    const unsaved = wait !== null && wait <= 0;
    if (unsaved !== this.state.getState().unsaved) this.state.setState({ unsaved });
    if (wait !== null && wait > 0) this.timers.unsaved = setTimeout(() => this.checkUnsaved(), wait);
  }

  private sendPlace(again: boolean): void {
    clearTimeout(this.timers.place);
    delete this.timers.place;
    const { awareness, mayWrite, status } = this.state.getState();
    const cursor = mayWrite ? ((awareness.getLocalState() as { cursor?: unknown } | null)?.cursor ?? null) : null;
    const place = JSON.stringify(cursor);
    if (this.channel === null || status !== "ready" || (place === this.place && (!again || cursor === null))) return;
    this.place = place;
    this.socket.sendAwareness(this.channel, cursor);
  }

  private others(): Set<number> {
    const { doc, awareness } = this.state.getState();
    return new Set([...awareness.getStates().keys()].filter((clientId) => clientId !== doc.clientID));
  }

  private showPlaces(places: readonly Place[]): void {
    const { awareness } = this.state.getState();
    const known = this.others();
    const changes = { added: [] as number[], updated: [] as number[], removed: [] as number[] };
    for (const { clientId, state, ...who } of places) {
      if (state === null) {
        awareness.states.delete(clientId);
        if (known.has(clientId)) changes.removed.push(clientId);
      } else {
        awareness.states.set(clientId, { cursor: state, user: { name: who.name, color: colorOf(who.color) } });
        changes[known.has(clientId) ? "updated" : "added"].push(clientId);
      }
    }
    awareness.emit("change", [changes, "remote"]);
    awareness.emit("update", [changes, "remote"]);
  }
}

interface Change {
  update: Uint8Array;
  at: number;
}

/** These changes in as few updates as they fit into. */
function inUpdates(changes: readonly Change[]): Change[] {
  const groups: Change[][] = [];
  let size = Infinity;
  for (const change of changes) {
    size += change.update.length;
    if (size > MAX_UPDATE_BYTES) {
      groups.push([]);
      size = change.update.length;
    }
    groups.at(-1)?.push(change);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    return first ? [{ update: Y.mergeUpdates(group.map(({ update }) => update)), at: first.at }] : [];
  });
}

/** White text on any of them can be read. */
const COLORS = ["#2f5bea", "#1d7a4a", "#b3261e", "#8a4fd3", "#9a5b00", "#0b7285", "#c2255c", "#5c5f66"] as const;

const colorOf = (number: number) => COLORS[number % COLORS.length] ?? COLORS[0];

const NOBODY: Place = { clientId: 0, personId: "", name: "", color: 0, state: null };
