import { defineFeature } from "../../feature";
import { HandControl } from "./HandControl";
import { HandInList, HandOnTile } from "./HandMarks";
import { notices, toggleOwnHand } from "./hands";
import { LowerHandAction } from "./LowerHandAction";
import { RaisedHands } from "./RaisedHands";

export default defineFeature({
  name: "hands",
  notices,
  controls: [{ order: 40, compact: "bar", Component: HandControl }],
  shortcuts: [{ order: 30, key: "H", meaning: "help.hand", press: toggleOwnHand }],
  tileOverlays: [{ order: 10, Component: HandOnTile }],
  peopleSections: [{ order: 20, Component: RaisedHands }],
  personMarks: [{ order: 10, Component: HandInList }],
  personActions: [{ order: 20, Component: LowerHandAction }],
});
