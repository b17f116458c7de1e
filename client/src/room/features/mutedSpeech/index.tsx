import { defineFeature } from "../../feature";
import { mutedSpeech } from "./mutedSpeech";
import { MutedSpeechBanner } from "./MutedSpeechBanner";
import { MutedSpeechSwitch } from "./MutedSpeechSwitch";

export default defineFeature({
  name: "mutedSpeech",
  service: mutedSpeech,
  banners: [{ order: 50, Component: MutedSpeechBanner }],
  settings: [{ order: 50, Component: MutedSpeechSwitch }],
});
