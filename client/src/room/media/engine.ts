/** How sound and picture travel. The room knows only this interface; the mesh is its first implementation. */

import type { StoreApi } from "zustand/vanilla";

import type { Peers, SignalFrom } from "../protocol.generated";

/** What this browser sends. Null: nothing of that kind. */
export interface LocalTracks {
  microphone: MediaStreamTrack | null;
  camera: MediaStreamTrack | null;
  screen: MediaStreamTrack | null;
  screenSound: MediaStreamTrack | null;
}

export const NO_TRACKS: LocalTracks = { microphone: null, camera: null, screen: null, screenSound: null };

/**
 * The path between this browser and another. `failed` says why: `path`: no way through between the two networks;
 * `silent`: the other side does not answer.
 */
export type PeerPath =
  { state: "connecting" } | { state: "connected" } | { state: "weak" } | { state: "failed"; cause: "path" | "silent" };

/** What arrives from one other person. */
export interface Remote {
  peerId: string;
  personId: string;
  /** Microphone and camera. */
  camera: MediaStream;
  screen: MediaStream | null;
  path: PeerPath;
}

export interface MediaState {
  /** Whether this tab has a slot of the mesh, and so exchanges sound and picture; if not, `reason` says why. */
  hasSlot: boolean;
  reason: Peers["reason"];
  /** By the id of the person. */
  remotes: ReadonlyMap<string, Remote>;
}

export interface MediaEngine {
  readonly state: StoreApi<MediaState>;
  /** A message of the room socket that is about media. */
  receive(message: Peers | SignalFrom, myPeerId: string, myPersonId: string): void;
  /** The connection to the server broke; sound and picture may well go on. */
  connectionLost(): void;
  setLocal(tracks: LocalTracks): void;
  /** Loudness of the others from 0 to 1, by the id of the person. */
  levels(): Map<string, number>;
  stop(): void;
}
