/** Which devices were pulled out while they were used, so that they are used again when they are back. Pure. */

export type DeviceKind = "microphone" | "camera" | "speaker";

/** What the person is told of a device. `name` is that of the device, empty where the browser gives none. */
export interface DeviceNews {
  what: "gone" | "back";
  kind: DeviceKind;
  name: string;
}

export interface DeviceLists {
  microphones: MediaDeviceInfo[];
  cameras: MediaDeviceInfo[];
  speakers: MediaDeviceInfo[];
}

const LIST_OF = { microphone: "microphones", camera: "cameras", speaker: "speakers" } as const;

export const findDevice = (lists: DeviceLists, kind: DeviceKind, deviceId: string | null) =>
  lists[LIST_OF[kind]].find((device) => device.deviceId === deviceId);

/** Those that went by the lists before and now: the chosen speaker, for whose end there is no other sign. */
export function lostSpeaker(before: DeviceLists, now: DeviceLists, speakerId: string | null): MediaDeviceInfo | null {
  const known = findDevice(before, "speaker", speakerId);
  return known && !findDevice(now, "speaker", speakerId) ? known : null;
}
