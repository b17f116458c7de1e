import { defineFeature } from "../../feature";
import { ConsentDialog } from "./ConsentDialog";
import { PauseControl, RecordControl } from "./RecordControls";
import { effects, notices, recording } from "./recording";
import { RecordingMark } from "./RecordingMark";
import { RecordingSwitches } from "./RecordingSwitches";

export default defineFeature({
  name: "recording",
  slice: recording,
  notices,
  effects,
  topBar: [{ order: 15, side: "start", Component: RecordingMark }],
  controls: [
    { order: 46, wide: "more", compact: "more", Component: PauseControl },
    { order: 47, wide: "more", compact: "more", Component: RecordControl },
  ],
  stageOverlays: [{ order: 90, Component: ConsentDialog }],
  moderation: [{ order: 60, Component: RecordingSwitches }],
});
