/** The documents of the meeting, their pages as far as this browser has asked for them, and where this person looks. */

import { saveFrom } from "../../../browser/saveFrom";
import { fileAddress } from "../../documents/fileAddress";
import type { RoomFeature, Session } from "../../feature";
import type { Document as MeetingDocument, DocumentPage, Item } from "../../protocol.generated";
import type { RoomState } from "../../store/roomState";
import { defineSlice } from "../../store/slice";
import { selectIsModerator, selectPerson } from "../people/public";
import { isSame, selectShown } from "../showing/public";

export type { DocumentPage, MeetingDocument };

export interface KnownPage extends DocumentPage {
  /** When its addresses came, by this browser's clock. */
  at: number;
}

export interface ContentState {
  /** By id, the oldest first. */
  documents: ReadonlyMap<string, MeetingDocument>;
  /** These are all documents of the meeting; or those that are open for all. */
  all: boolean;
  attendeesDownload: boolean;
  /** By the document's id and the page's number. */
  pages: ReadonlyMap<string, ReadonlyMap<number, KnownPage>>;
  /** The page of a document at which this person looks alone; null: with all. */
  looking: { id: string; page: number } | null;
}

const NOTHING: ContentState = {
  documents: new Map(),
  all: false,
  attendeesDownload: false,
  pages: new Map(),
  looking: null,
};

export const documentItem = (id: string): Item => ({ kind: "document", id });

export const content = defineSlice<"content", ContentState>("content", {
  initial: NOTHING,
  snapshot: ({ documents, all, attendeesDownload }, { pages, looking }) => ({
    documents: new Map(documents.map((one) => [one.id, one])),
    all,
    attendeesDownload,
    pages,
    looking,
  }),
  on: {
    documentUpdated: (state, { document }, { editable }) => ({
      ...state,
      documents: editable(state.documents).set(document.id, document),
    }),
    documentDeleted: (state, { documentId }, { editable }) => {
      const documents = editable(state.documents);
      const pages = editable(state.pages);
      documents.delete(documentId);
      pages.delete(documentId);
      return { ...state, documents, pages };
    },
    contentChanged: (state, { attendeesDownload }) => ({ ...state, attendeesDownload }),
    documentPages: (state, { documentId, pages }, { editable, now }) => {
      const known = new Map(state.pages.get(documentId));
      for (const page of pages) known.set(page.number, { ...page, at: now });
      return { ...state, pages: editable(state.pages).set(documentId, known) };
    },
    showingChanged: (state, { open, shown }) => ({
      ...state,
      looking: shown?.kind === "document" && shown.id === state.looking?.id ? state.looking : null,
      documents: state.all
        ? state.documents
        : new Map([...state.documents].filter(([id]) => open.some((one) => isSame(one, documentItem(id))))),
    }),
    // Who looks ahead goes on with all where these come by.
    pageTurned: (state, { item }) =>
      state.looking !== null && isSame(item, documentItem(state.looking.id)) && item.page === state.looking.page
        ? { ...state, looking: null }
        : state,
  },
});

export const selectDocument = (id: string) => content.select(({ documents }) => documents.get(id) ?? null);
export const selectKnownPage = (id: string, number: number) =>
  content.select(({ pages }) => pages.get(id)?.get(number) ?? null);
export const selectLooking = (id: string) =>
  content.select(({ looking }) => (looking?.id === id ? looking.page : null));

/** Whether this person may have the files themselves. */
export const selectMayDownload = (room: RoomState): boolean =>
  content.of(room).attendeesDownload || selectIsModerator(room);

/** How many pages there are, as far as that is known; null while it is not. */
export const pagesOf = ({ pages, done, state }: MeetingDocument): number | null =>
  pages ?? (state === "ready" ? Math.max(done, 1) : null);

/** Whether pages can be made of this document, or were. */
export const isShowable = ({ kind, state }: MeetingDocument): boolean =>
  kind !== "old_package" && kind !== "film" && state !== "failed";

/** Looks at a page alone, or (null) with all again. */
export function lookAt(session: Session, id: string, page: number | null): void {
  content.change(session.room, (state) => ({ ...state, looking: page === null ? null : { id, page } }));
}

export function deleteDocument(session: Session, documentId: string): void {
  void session.send({ type: "deleteDocument", documentId });
}

export function convertAgain(session: Session, documentId: string): void {
  void session.send({ type: "convertDocument", documentId });
}

export function downloadOriginal(session: Session, documentId: string): void {
  void session.send({ type: "getOriginal", documentId });
}

export function letAttendeesDownload(session: Session, attendeesDownload: boolean): void {
  void session.send({ type: "setContent", attendeesDownload });
}

export const effects: RoomFeature["effects"] = {
  originalFile: ({ token }) => saveFrom(fileAddress(token)),
};

export const notices: RoomFeature["notices"] = {
  showingChanged: ({ shown, turnedBy, open }, before) => {
    if (shown?.kind !== "document" || isSame(shown, selectShown(before)) || turnedBy === null) return null;
    const name = selectPerson(turnedBy)(before)?.name;
    return name === undefined || open.length === 0
      ? null
      : { tone: "spoken", text: "content.shownBy", values: { name } };
  },
};
