/** How much a browser sends in a mesh, where everything is encoded and sent once for each other person. */

export const SCREEN_BITRATE = 2_500_000;

const CAMERA_STEPS = [
  { peers: 1, maxBitrate: 1_500_000, scaleResolutionDownBy: 1 },
  { peers: 2, maxBitrate: 900_000, scaleResolutionDownBy: 1 },
  { peers: 4, maxBitrate: 500_000, scaleResolutionDownBy: 1.5 },
  { peers: Infinity, maxBitrate: 300_000, scaleResolutionDownBy: 2 },
] as const;

/** The encoding of the camera for each of `peers` others. */
export function cameraEncoding(peers: number): { maxBitrate: number; scaleResolutionDownBy: number } {
  const step = CAMERA_STEPS.find((one) => peers <= one.peers) ?? CAMERA_STEPS[3];
  return { maxBitrate: step.maxBitrate, scaleResolutionDownBy: step.scaleResolutionDownBy };
}

export const CAMERA_CAPTURE: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 24, max: 30 },
};

export const MICROPHONE_CAPTURE: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

export const SCREEN_CAPTURE: DisplayMediaStreamOptions = {
  video: { frameRate: { ideal: 15, max: 30 } },
  audio: true,
};
