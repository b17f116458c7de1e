/** Asks for pages of documents, some at once, and again where that failed. */

import type { Session } from "../../feature";
import { pauseAfter } from "./pauses";

/** As many as the server sends at a time. */
const AT_A_TIME = 10;

interface Request {
  /** How many wait for its pages. */
  wanted: number;
  underWay: boolean;
  failures: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export class PageRequests {
  private readonly requests = new Map<string, Request>();

  constructor(private readonly session: Session) {}

  /**
   * Asks for this page, and those around it, unless that is under way; again after a pause where it failed, as long as it
   * is wanted. `alone`: for this page only. Returns what says that it is not wanted any more.
   */
  want(documentId: string, number: number, alone = false): () => void {
    const first = alone ? number : number - ((number - 1) % AT_A_TIME);
    const most = alone ? 1 : AT_A_TIME;
    const key = `${documentId} ${String(first)} ${String(most)}`;
    const request = this.requests.get(key) ?? { wanted: 0, underWay: false, failures: 0, timer: undefined };
    this.requests.set(key, request);
    request.wanted += 1;
    if (!request.underWay && request.timer === undefined) this.ask(key, request, documentId, first, most);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      request.wanted -= 1;
      this.forget(key, request);
    };
  }

  stop(): void {
    for (const { timer } of this.requests.values()) clearTimeout(timer);
    this.requests.clear();
  }

  private ask(key: string, request: Request, documentId: string, first: number, most: number): void {
    request.underWay = true;
    request.timer = undefined;
    void this.session.send({ type: "getPages", documentId, first, most }).then((done) => {
      request.underWay = false;
      request.failures = done ? 0 : request.failures + 1;
      if (!done && request.wanted > 0 && this.requests.get(key) === request) {
        const again = () => this.ask(key, request, documentId, first, most);
        request.timer = setTimeout(again, pauseAfter(request.failures));
      } else this.forget(key, request);
    });
  }

  /** Once nobody wants it; while it is under way it is not asked for a second time. */
  private forget(key: string, request: Request): void {
    if (request.wanted > 0 || request.underWay) return;
    clearTimeout(request.timer);
    if (this.requests.get(key) === request) this.requests.delete(key);
  }
}
