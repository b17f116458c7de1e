import { api, type LibraryBoard, type LibraryDocument } from "../api/client";

/** What documents and whiteboards have in common here. */
export interface Shelved {
  what: "document" | "board";
  id: string;
  title: string;
  meeting: string | null;
  meetingTitle: string;
  owner: string;
  folder: string;
  audience: LibraryDocument["audience"];
  group: string | null;
  createdAt: string;
  restorableUntil: string | null;
}

export const ofDocument = ({ document: { id, title, createdAt }, ...item }: LibraryDocument): Shelved => ({
  ...item,
  what: "document",
  id,
  title,
  createdAt,
});

export const ofBoard = ({ board: { id, name, createdAt }, ...item }: LibraryBoard): Shelved => ({
  ...item,
  what: "board",
  id,
  title: name,
  createdAt,
});

interface ShelfChanges {
  title: string;
  folder?: string;
  audience?: Shelved["audience"];
  group?: string;
}

interface ShelfCalls {
  copy: (id: string, meeting: string | null, key: string) => Promise<unknown>;
  change: (id: string, changes: ShelfChanges) => Promise<unknown>;
  delete: (id: string) => Promise<void>;
  restore: (id: string) => Promise<unknown>;
  remove: (id: string) => Promise<void>;
  /** Where its file is. */
  file: (id: string) => string;
}

/** What is done with either. */
export const CALLS: Readonly<Record<Shelved["what"], ShelfCalls>> = {
  document: {
    copy: api.copyDocument,
    change: api.changeDocument,
    delete: api.deleteDocument,
    restore: api.restoreDocument,
    remove: api.removeDocument,
    file: (id) => `/api/v1/documents/${id}/file`,
  },
  board: {
    copy: api.copyBoard,
    change: (id, { title, ...changes }) => api.changeBoard(id, { ...changes, name: title }),
    delete: api.deleteBoard,
    restore: api.restoreBoard,
    remove: api.removeBoard,
    file: (id) => `/api/v1/boards/${id}/file`,
  },
};
