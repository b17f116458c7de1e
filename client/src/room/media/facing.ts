/** Which way a camera looks. */

/** `user`: at the person; `environment`: away (VideoFacingModeEnum of W3C Media Capture and Streams). */
export type Facing = "user" | "environment";

/** Null for a camera that does not say so, as those of desktops. */
export function facingOf(track: MediaStreamTrack): Facing | null {
  const { facingMode } = track.getSettings();
  return facingMode === "user" || facingMode === "environment" ? facingMode : null;
}

export const opposite = (facing: Facing): Facing => (facing === "user" ? "environment" : "user");

/** Whether there is another camera to turn to: one that looks somewhere is not the only one. */
export const canTurn = (facing: Facing | null, cameras: readonly MediaDeviceInfo[]): boolean =>
  facing !== null && cameras.length > 1;
