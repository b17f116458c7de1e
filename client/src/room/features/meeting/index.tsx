import { defineFeature } from "../../feature";
import { endMeetingDialog } from "./EndMeetingDialog";
import { LeaveControl } from "./ExitControls";
import { LockSwitch } from "./LockSwitch";
import { meeting } from "./meeting";
import { ElapsedTime, LockedMark, MeetingTitle } from "./MeetingTopBar";

export default defineFeature({
  name: "meeting",
  slice: meeting,
  topBar: [
    { order: 0, side: "start", Component: MeetingTitle },
    { order: 10, side: "start", Component: ElapsedTime },
    { order: 20, side: "start", Component: LockedMark },
  ],
  controls: [{ order: 110, wide: "end", compact: "end", Component: LeaveControl }],
  dialogs: [endMeetingDialog],
  moderation: [{ order: 20, Component: LockSwitch }],
});
