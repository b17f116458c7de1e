import { defineFeature } from "../../feature";
import { DrawControl } from "./DrawControl";
import { drawing, effects } from "./drawing";
import { PageOverlay } from "./PageOverlay";
import { SaveItems } from "./SaveItems";

export default defineFeature({
  name: "drawing",
  slice: drawing,
  effects,
  pageOverlays: [{ order: 10, Component: PageOverlay }],
  documentActions: [{ order: 10, Component: SaveItems }],
  documentControls: [{ order: 10, Component: DrawControl }],
});
