import { defineFeature } from "../../feature";
import { ReactionCounts, ReactionOnTile } from "./ReactionMarks";
import { notices, reactions, toggleChoosing } from "./reactions";
import { ReactionsControl } from "./ReactionsControl";
import { ReactionsSwitch } from "./ReactionsSwitch";

export default defineFeature({
  name: "reactions",
  slice: reactions,
  notices,
  controls: [{ order: 42, Component: ReactionsControl }],
  shortcuts: [{ order: 35, key: "R", meaning: "reactions.choose", press: toggleChoosing }],
  tileOverlays: [{ order: 20, Component: ReactionOnTile }],
  stageOverlays: [{ order: 20, Component: ReactionCounts }],
  moderation: [{ order: 40, Component: ReactionsSwitch }],
});
