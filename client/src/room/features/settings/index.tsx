import { defineFeature } from "../../feature";
import { DarkSwitch } from "./DarkSwitch";
import { SettingsControl } from "./SettingsControl";
import { settingsDialog } from "./SettingsDialog";

export default defineFeature({
  name: "settings",
  controls: [{ order: 60, Component: SettingsControl }],
  settings: [{ order: 100, Component: DarkSwitch }],
  dialogs: [settingsDialog],
});
