import { IconNotes } from "@tabler/icons-react";
import { lazy } from "react";

import { defineFeature } from "../../feature";
import { effects } from "./files";
import { notes } from "./notes";
import { NotesSwitch } from "./NotesSwitch";

export default defineFeature({
  name: "notes",
  slice: notes,
  effects,
  panel: {
    order: 58,
    label: "controls.notes",
    icon: IconNotes,
    heading: "notes.heading",
    shortcut: { key: "N", meaning: "help.notes", order: 46 },
    // The editor is a third of a megabyte: it is loaded when the panel is opened first.
    Component: lazy(() => import("./NotesPanel").then(({ NotesPanel }) => ({ default: NotesPanel }))),
  },
  moderation: [{ order: 47, Component: NotesSwitch }],
});
