import { defineFeature } from "../../feature";
import { DrawControl } from "./DrawControl";
import { drawing, effects } from "./drawing";
import { PageOverlay } from "./PageOverlay";

export default defineFeature({
  name: "drawing",
  slice: drawing,
  effects,
  pageOverlays: [{ order: 10, Component: PageOverlay }],
  documentControls: [{ order: 10, Component: DrawControl }],
});
