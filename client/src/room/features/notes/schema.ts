/** What notes are made of: the usual, and the parts that the server lists: agenda items, decisions, action items. */

import { type Editor, Extension, mergeAttributes, Node, type NodeConfig } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import { TaskItem, TaskList } from "@tiptap/extension-list";
import { Plugin } from "@tiptap/pm/state";
import { ReactNodeViewRenderer } from "@tiptap/react";
import { StarterKit } from "@tiptap/starter-kit";
import { ySyncPluginKey } from "@tiptap/y-tiptap";

import { randomKey } from "../../../browser/randomKey";
import type { DocumentState } from "../../documents/sharedDocument";
import { PART_TYPES, type PartType } from "./parts";
import { PartView } from "./PartView";

const isPart = (name: string): name is PartType => (PART_TYPES as readonly string[]).includes(name);

/** Only these addresses may stand behind a link. */
const PROTOCOLS = ["http", "https", "mailto", "tel"];

function attribute(name: string, fallback: string | number | boolean | null) {
  return {
    default: fallback,
    keepOnSplit: false,
    parseHTML: (element: HTMLElement) => {
      const value = element.getAttribute(`data-${name}`);
      return value === null ? fallback : typeof fallback === "boolean" ? value === "true" : value;
    },
    renderHTML: (attributes: Record<string, string | number | boolean | null>) =>
      attributes[name] === null ? {} : { [`data-${name}`]: String(attributes[name]) },
  };
}

const EXTRA: Record<PartType, Record<string, string | number | boolean | null>> = {
  agendaItem: { minutes: null },
  decision: {},
  actionItem: { assignee: null, person: null, due: null, done: false },
};

/** A part that is empty becomes a paragraph again. */
function leave(editor: Editor, name: PartType, atStart: boolean): boolean {
  const { $from, empty } = editor.state.selection;
  if (!empty || $from.parent.type.name !== name) return false;
  if (atStart ? $from.parentOffset > 0 : $from.parent.content.size > 0) return false;
  return editor.commands.setNode("paragraph");
}

const part = (name: PartType) =>
  Node.create({
    name,
    group: "block",
    content: "inline*",
    defining: true,
    addAttributes: () =>
      Object.fromEntries(
        Object.entries({ id: null, ...EXTRA[name] }).map(([key, value]) => [key, attribute(key, value)]),
      ),
    parseHTML: () => [{ tag: `div[data-type="${name}"]` }],
    renderHTML: ({ HTMLAttributes }) => ["div", mergeAttributes({ "data-type": name }, HTMLAttributes), 0],
    addNodeView: () => ReactNodeViewRenderer(PartView),
    addKeyboardShortcuts() {
      return {
        Enter: () => leave(this.editor, name, false),
        Backspace: () => leave(this.editor, name, true),
      };
    },
  } satisfies NodeConfig);

/** Gives every part that is written here an id of its own. */
const PartIds = Extension.create({
  name: "partIds",
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (transactions, _, state) => {
        const ours = transactions.some((one) => one.docChanged && !one.getMeta(ySyncPluginKey));
        if (!ours) return null;
        const seen = new Set<unknown>();
        const change = state.tr;
        state.doc.descendants((node, position) => {
          if (!isPart(node.type.name)) return node.isBlock && !node.isTextblock;
          const id = node.attrs.id as string | null;
          if (id === null || seen.has(id)) change.setNodeAttribute(position, "id", newId());
          seen.add(id);
          return false;
        });
        return change.docChanged ? change.setMeta("addToHistory", false) : null;
      },
    }),
  ],
});

export const newId = () => randomKey(8);

/** The caret of somebody else, with the name. It is drawn in the text, of which it is no part. */
function renderCaret(user: Record<string, unknown>): HTMLElement {
  const caret = document.createElement("span");
  caret.className = "notes-caret";
  caret.dataset.name = String(user.name);
  caret.style.setProperty("--caret-color", String(user.color));
  caret.setAttribute("aria-hidden", "true");
  return caret;
}

export interface SchemaTexts {
  /** The name of the box of a task. */
  task: (text: string) => string;
}

export const extensionsFor = ({ doc, awareness }: Pick<DocumentState, "doc" | "awareness">, texts: SchemaTexts) => [
  StarterKit.configure({
    // Undo comes with the shared document: it takes back what was written here alone.
    undoRedo: false,
    heading: { levels: [1, 2, 3] },
    link: { protocols: PROTOCOLS, openOnClick: false, autolink: true, linkOnPaste: true, isAllowedUri },
  }),
  TaskList,
  TaskItem.configure({ nested: true, a11y: { checkboxLabel: (node) => texts.task(node.textContent) } }),
  ...PART_TYPES.map(part),
  PartIds,
  Collaboration.configure({ document: doc, field: "notes" }),
  CollaborationCaret.configure({
    provider: { awareness },
    user: {},
    render: renderCaret,
    selectionRender: (user) => ({ nodeName: "span", style: `background-color: ${String(user.color)}33` }),
  }),
];

/** What a link may lead to: an address with one of the allowed schemes. */
export function isAllowedUri(uri: string | undefined): boolean {
  if (!uri) return false;
  try {
    return PROTOCOLS.includes(new URL(uri).protocol.slice(0, -1));
  } catch {
    return false;
  }
}
