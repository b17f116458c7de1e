/** Pages of documents: asked for when they are needed, some at once, and again before their addresses expire. */

import { useEffect } from "react";

import type { Session } from "../../feature";
import { useRoom, useService } from "../../roomContext";
import { content, type KnownPage, selectDocument, selectKnownPage } from "./content";
import { contentService } from "./contentService";

/** The addresses of pictures are valid for at least an hour. */
const FRESH_FOR = 50 * 60_000;

export const isFresh = (page: KnownPage | null, now: number): page is KnownPage =>
  page !== null && now - page.at < FRESH_FOR;

interface Wanted {
  /** False where the page is not needed now. */
  wanted?: boolean;
  /** The pages around it are not needed. */
  alone?: boolean;
}

/** A page of a document; null while it is not known, or not made yet. */
export function usePage(
  documentId: string,
  number: number,
  { wanted = true, alone = false }: Wanted = {},
): KnownPage | null {
  const { requests } = useService(contentService);
  const page = useRoom(selectKnownPage(documentId, number));
  const made = useRoom((room) => (selectDocument(documentId)(room)?.done ?? 0) >= number);
  useEffect(() => {
    if (!wanted || !made || isFresh(page, Date.now())) return undefined;
    return requests.want(documentId, number, alone);
  }, [requests, documentId, number, page, made, wanted, alone]);
  return page;
}

/** Asks anew for the addresses of a page whose picture could not be loaded. */
export function renew(session: Session, documentId: string, number: number): void {
  content.change(session.room, (state) => {
    const known = new Map(state.pages.get(documentId));
    known.delete(number);
    return { ...state, pages: new Map(state.pages).set(documentId, known) };
  });
}
