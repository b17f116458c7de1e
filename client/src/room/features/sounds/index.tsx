import { defineFeature } from "../../feature";
import { effects, sounds } from "./sounds";
import { SoundSwitches } from "./SoundSwitches";

export default defineFeature({
  name: "sounds",
  service: sounds,
  effects,
  settings: [{ order: 60, Component: SoundSwitches }],
});
