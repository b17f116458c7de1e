/** Who wrote what: every character has the client id under which it was written, and the server knows whose it is. */

import type { Editor } from "@tiptap/core";
import * as Y from "yjs";

import type { Author } from "../../documents/frames";

/** The names of those who wrote the block in which the cursor is, in the order of the text. */
export function authorsAt(editor: Editor, authors: ReadonlyMap<number, Author>): string[] {
  const collaboration = editor.extensionManager.extensions.find(({ name }) => name === "collaboration");
  const doc = (collaboration?.options as { document?: Y.Doc } | undefined)?.document;
  const block = doc?.getXmlFragment("notes").get(editor.state.selection.$from.index(0));
  return block ? authorsOf(block, authors) : [];
}

export function authorsOf(block: Y.XmlElement | Y.XmlText | Y.XmlHook, authors: ReadonlyMap<number, Author>): string[] {
  const found = new Map<string, string>();
  const add = (clientId: number) => {
    const author = authors.get(clientId);
    if (author) found.set(author.personId, author.name);
  };
  const walk = (first: Y.Item | null) => {
    for (let item = first; item; item = item.right) {
      if (item.deleted) continue;
      if (item.content instanceof Y.ContentString) add(item.id.client);
      else if (item.content instanceof Y.ContentType) walk(item.content.type._start);
    }
  };
  walk(block._start);
  return [...found.values()];
}
