/** Which devices a person used the last time, and whether they were on. */

import { readStorage, storedFlag, storedText, writeStorage } from "../../browser/storage";

export interface DevicePreferences {
  microphoneOn: boolean;
  cameraOn: boolean;
  microphoneId: string | null;
  cameraId: string | null;
  speakerId: string | null;
}

export function loadDevicePreferences(): DevicePreferences {
  const stored = readStorage("localStorage", "devices") ?? {};
  return {
    microphoneOn: storedFlag(stored.microphoneOn, true),
    cameraOn: storedFlag(stored.cameraOn, true),
    microphoneId: storedText(stored.microphoneId),
    cameraId: storedText(stored.cameraId),
    speakerId: storedText(stored.speakerId),
  };
}

export function saveDevicePreferences(preferences: DevicePreferences): void {
  writeStorage("localStorage", "devices", preferences);
}
