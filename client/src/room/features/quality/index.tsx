import { defineFeature } from "../../feature";
import { OwnQuality, OwnQualityBanner } from "./OwnQuality";
import { quality } from "./quality";
import { QualityInList, QualityOnTile } from "./QualityMarks";

export default defineFeature({
  name: "quality",
  service: quality,
  banners: [{ order: 60, Component: OwnQualityBanner }],
  tileOverlays: [{ order: 30, Component: QualityOnTile }],
  personMarks: [{ order: 15, Component: QualityInList }],
  settings: [{ order: 40, Component: OwnQuality }],
});
