import { defineFeature } from "../../feature";
import { AloneHint } from "./AloneHint";
import { LinkSection } from "./LinkSection";

/** The way for others to come. */
export default defineFeature({
  name: "invite",
  stageOverlays: [{ order: 10, Component: AloneHint }],
  peopleSections: [{ order: 0, Component: LinkSection }],
});
