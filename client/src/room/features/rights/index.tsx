import { defineFeature } from "../../feature";
import { ApartNote } from "./ApartNote";
import { AskToUnmuteAction } from "./AskToUnmuteAction";
import { notices, rights } from "./rights";
import { RightsSwitches } from "./RightsSwitches";
import { UnmuteBanner } from "./UnmuteBanner";

export default defineFeature({
  name: "rights",
  slice: rights,
  notices,
  banners: [{ order: 5, Component: UnmuteBanner }],
  personActions: [{ order: 12, Component: AskToUnmuteAction }],
  peopleSections: [{ order: 40, Component: ApartNote }],
  moderation: [{ order: 35, Component: RightsSwitches }],
});
