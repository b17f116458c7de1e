/** Templates: what notes may begin with, in the language of whom begins. */

import type { JSONContent } from "@tiptap/core";
import type { TFunction } from "i18next";

export const TEMPLATES = ["agenda", "minutes", "standUp"] as const;
export type Template = (typeof TEMPLATES)[number];

const heading = (text: string): JSONContent => ({
  type: "heading",
  attrs: { level: 2 },
  content: [{ type: "text", text }],
});
const part = (type: string): JSONContent => ({ type });
const EMPTY: JSONContent = { type: "paragraph" };

export function contentOf(template: Template, t: TFunction): JSONContent[] {
  switch (template) {
    case "agenda":
      return [heading(t("notes.agendaHeading")), part("agendaItem"), part("agendaItem"), part("agendaItem"), EMPTY];
    case "minutes":
      return [
        heading(t("notes.agendaHeading")),
        part("agendaItem"),
        heading(t("notes.decisionsHeading")),
        part("decision"),
        heading(t("notes.actionsHeading")),
        part("actionItem"),
        EMPTY,
      ];
    case "standUp":
      return [
        heading(t("notes.doneHeading")),
        EMPTY,
        heading(t("notes.nextHeading")),
        EMPTY,
        heading(t("notes.hindersHeading")),
        EMPTY,
        heading(t("notes.actionsHeading")),
        part("actionItem"),
        EMPTY,
      ];
  }
}
