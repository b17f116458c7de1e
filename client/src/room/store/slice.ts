/** A feature's part of the state of the room: what it begins with, and how what comes in changes it. Pure. */

import type { StoreApi } from "zustand/vanilla";

import type { Incoming, IncomingOf, Slices } from "../wire";
import { handlerFor } from "./handlers";
import type { RoomState } from "./roomState";

/** What the server's feature of this name says in a snapshot. */
type SnapshotOf<Name> = Name extends keyof Slices ? Slices[Name] : unknown;

export interface StepContext {
  /** The room as it was before the message came. */
  before: RoomState;
  /** The browser's clock in milliseconds. */
  now: number;
  /** A copy of the map that may be changed; within one message it is made once, however many events there are. */
  editable: <Key, Value>(map: ReadonlyMap<Key, Value>) => Map<Key, Value>;
}

export interface SliceDefinition<Name extends string, State> {
  /** Before the first snapshot, and in the lobby. */
  initial: State;
  /** The state by a snapshot. Without this function a snapshot leaves the state as it is. */
  snapshot?: (slice: SnapshotOf<Name>, state: State) => State;
  /**
   * The state after an event or a message. What does not change must stay the same object: whatever selects it is then
   * not drawn again. `events` is the message that carries events, after all of them.
   */
  on?: {
    [Type in Exclude<Incoming["type"], "snapshot" | "inLobby">]?: (
      state: State,
      incoming: IncomingOf<Type>,
      context: StepContext,
    ) => State;
  };
  /** What time does: `next` is asked every `interval` milliseconds, with the browser's clock. */
  tick?: { interval: number; next(state: State, now: number): State } | undefined;
}

type Step<State> = (state: State, incoming: Incoming, context: StepContext) => State;

export interface Slice<State> {
  readonly name: string;
  of(room: RoomState): State;
  /** For `useRoom` and stores: a selector of the room's state from one of this state. */
  select<Part>(selector: (state: State) => Part): (room: RoomState) => Part;
  /** A change that begins in this browser (what was read, what was folded), not at the server. */
  change(room: StoreApi<RoomState>, change: (state: State) => State): void;
  /** The state by a snapshot. */
  afterSnapshot(slices: Slices, room: RoomState): State;
  /** The state after events or a message, in their order. */
  after(incoming: readonly Incoming[], context: StepContext): State;
  readonly tick: SliceDefinition<string, State>["tick"];
}

/** `name` is the feature's. */
export function defineSlice<Name extends string, State>(
  name: Name,
  { initial, snapshot, on, tick }: SliceDefinition<Name, State>,
): Slice<State> {
  const of = (room: RoomState) => (Object.hasOwn(room.slices, name) ? (room.slices[name] as State) : initial);
  return {
    name,
    tick,
    of,
    select: (selector) => (room) => selector(of(room)),
    change: (store, change) => {
      const room = store.getState();
      const state = change(of(room));
      if (state !== of(room)) store.setState({ slices: { ...room.slices, [name]: state } });
    },
    afterSnapshot: (slices, room) =>
      snapshot && Object.hasOwn(slices, name)
        ? snapshot(slices[name as unknown as keyof Slices] as SnapshotOf<Name>, of(room))
        : of(room),
    after: (incoming, context) =>
      incoming.reduce((state, one) => {
        const step = handlerFor(on, one) as Step<State> | undefined;
        return step ? step(state, one, context) : state;
      }, of(context.before)),
  };
}
