import { defineFeature } from "../../feature";
import { HelpControl } from "./HelpControl";
import { helpDialog } from "./HelpDialog";

export default defineFeature({
  name: "help",
  // On a phone there are no keys to explain.
  controls: [{ order: 70, wide: "more", compact: null, Component: HelpControl }],
  shortcuts: [{ order: 100, key: "?", meaning: "help.help", press: (_, view) => view.open(helpDialog, true) }],
  dialogs: [helpDialog],
});
