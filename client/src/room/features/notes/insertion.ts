/** Writes in the notes without the editor: by the names of its nodes, as its binding to the document does. */

import * as Y from "yjs";

import type { Session } from "../../feature";
import { notesOf } from "./notesDocument";

export interface Section {
  heading: string;
  list: readonly string[];
  paragraphs: readonly string[];
}

/** Milliseconds in which the notes have to come. */
export const PATIENCE = 15_000;

/** Resolves once the section is stored; false where the notes did not come, may not be written or refused it. */
export async function insertSection(session: Session, section: Section): Promise<boolean> {
  const document = notesOf(session);
  if (!(await document.ready(PATIENCE)) || !document.state.getState().mayWrite) return false;
  const { doc } = document.state.getState();
  doc.transact(() => append(doc.getXmlFragment("notes"), blocksOf(section)));
  return document.stored();
}

/** An empty paragraph at the end stays the last: there people go on to write. */
function append(fragment: Y.XmlFragment, blocks: Y.XmlElement[]): void {
  const last = fragment.length > 0 ? fragment.get(fragment.length - 1) : null;
  const isOpen = last instanceof Y.XmlElement && last.nodeName === "paragraph" && last.length === 0;
  fragment.insert(isOpen ? fragment.length - 1 : fragment.length, blocks);
}

const blocksOf = ({ heading, list, paragraphs }: Section): Y.XmlElement[] => [
  element("heading", [text(heading)], { level: 3 }),
  ...(list.length > 0
    ? [
        element(
          "bulletList",
          list.map((one) => element("listItem", [element("paragraph", [text(one)])])),
        ),
      ]
    : []),
  ...paragraphs.map((one) => element("paragraph", [text(one)])),
];

function element(
  name: string,
  children: (Y.XmlElement | Y.XmlText)[],
  attributes: Record<string, number> = {},
): Y.XmlElement {
  const made = new Y.XmlElement<Record<string, number>>(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.insert(0, children);
  return made as unknown as Y.XmlElement;
}

/** On one line: the nodes hold no line breaks. */
const text = (words: string) => new Y.XmlText(words.replace(/\s+/g, " ").trim());
