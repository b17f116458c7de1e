/** The state of the room as this browser knows it; the server decides all. */

export interface RoomState {
  phase: "connecting" | "lobby" | "inside";
  /** Number of the last event that is applied; null before the first snapshot. */
  seq: number | null;
  peerId: string | null;
  /** Add this to the browser's clock to get the server's, in milliseconds. */
  clockOffset: number;
  /** What each feature knows, by its name. Read it through the feature's {@link Slice}, which knows its type. */
  slices: Readonly<Record<string, unknown>>;
}

/** Nothing is known: each slice is in its first state. */
export const EMPTY_ROOM: RoomState = { phase: "connecting", seq: null, peerId: null, clockOffset: 0, slices: {} };
