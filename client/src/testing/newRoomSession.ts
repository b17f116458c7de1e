/** A stay in a meeting with all features, for tests that play its server. */

import { LocalMedia } from "../room/media/local";
import { roomFeatures } from "../room/registry";
import { RoomSession } from "../room/session";

export const newRoomSession = (): RoomSession =>
  new RoomSession({
    token: "secret",
    title: "Spring review",
    local: new LocalMedia(),
    features: roomFeatures,
    onClosed: () => undefined,
  });
