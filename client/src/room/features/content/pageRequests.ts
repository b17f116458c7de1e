/** Asks for pages of documents, some at once. */

import type { Session } from "../../feature";

/** As many as the server sends at a time. */
const AT_A_TIME = 10;

export class PageRequests {
  private readonly asked = new Set<string>();

  constructor(private readonly session: Session) {}

  /** Asks for this page, and those around it, unless that is under way. */
  want(documentId: string, number: number): void {
    const first = number - ((number - 1) % AT_A_TIME);
    const key = `${documentId} ${String(first)}`;
    if (this.asked.has(key)) return;
    this.asked.add(key);
    void this.session.send({ type: "getPages", documentId, first }).finally(() => this.asked.delete(key));
  }
}
