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
 * The path between this browser and another. `weak` says whose line it is, as far as the other paths tell. `failed` says why: `path`: both know where to reach each other, and there is no
 * way through between the two networks; `broken`: there was one, and it is sought again; `silent`: the other side does
 * not answer, and is asked again; `offline`: this browser has no connection to the server, so nothing can be tried.
 */
export type PeerPath =
  | { state: "connecting" }
  | { state: "connected" }
  | { state: "weak"; cause: "yours" | "theirs" | "unknown" }
  | { state: "failed"; cause: "path" | "broken" | "silent" | "offline" };

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
  /** What the browser counts about the line to each of the others, by the id of the person. */
  statistics(): Promise<ReadonlyMap<string, Iterable<unknown>>>;
  stop(): void;
}
