import { defineFeature } from "../../feature";
import { DarkSwitch } from "./DarkSwitch";
import { SettingsControl } from "./SettingsControl";
import { settingsDialog } from "./SettingsDialog";
import { ShortcutsSwitch } from "./ShortcutsSwitch";

export default defineFeature({
  name: "settings",
  controls: [{ order: 60, wide: "more", Component: SettingsControl }],
  settings: [
    { order: 100, Component: DarkSwitch },
    { order: 110, Component: ShortcutsSwitch },
  ],
  dialogs: [settingsDialog],
});
