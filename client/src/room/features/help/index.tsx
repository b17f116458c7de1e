import { defineFeature } from "../../feature";
import { HelpControl } from "./HelpControl";
import { helpDialog } from "./HelpDialog";

export default defineFeature({
  name: "help",
  controls: [{ order: 70, wide: "more", Component: HelpControl }],
  shortcuts: [{ order: 100, key: "?", meaning: "help.help", press: (_, view) => view.open(helpDialog, true) }],
  dialogs: [helpDialog],
});
