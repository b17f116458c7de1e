import { defineFeature } from "../../feature";
import { DeviceSettings } from "./DeviceSettings";
import { effects, media, shortcuts } from "./media";
import { DeviceTrouble, SharingBanner, SlotBanner } from "./MediaBanners";
import { CameraControl, MicrophoneControl, ScreenControl } from "./MediaControls";
import { MuteAction, MuteAllButtons, SendingMarks, StopVideoActions } from "./PersonMedia";
import { muteAllDialog } from "./MuteAllDialog";
import { RemoteSound } from "./RemoteSound";
import { roomMedia } from "./roomMedia";
import { SharedScreens } from "./SharedScreens";
import { TurnCameraControl } from "./TurnCameraControl";

export default defineFeature({
  name: "media",
  slice: media,
  service: roomMedia,
  effects,
  controls: [
    { order: 10, group: "devices", compact: "bar", Component: MicrophoneControl },
    { order: 20, group: "devices", compact: "bar", Component: CameraControl },
    { order: 25, wide: "more", Component: TurnCameraControl },
    { order: 30, Component: ScreenControl },
  ],
  shortcuts,
  topBar: [{ order: 25, side: "start", Component: SharedScreens }],
  banners: [
    { order: 0, Component: RemoteSound },
    { order: 20, Component: DeviceTrouble },
    { order: 30, Component: SlotBanner },
    { order: 40, Component: SharingBanner },
  ],
  personMarks: [{ order: 20, Component: SendingMarks }],
  personActions: [
    { order: 10, Component: MuteAction },
    { order: 14, Component: StopVideoActions },
  ],
  moderation: [{ order: 10, atHand: true, Component: MuteAllButtons }],
  dialogs: [muteAllDialog],
  settings: [{ order: 10, Component: DeviceSettings }],
});
