/** How components of the room get at its state; everything that is drawn inside `Room` may use these. */

import { createContext, useContext } from "react";
import { useStore } from "zustand";

import type { FeatureService, ServiceDefinition, Session } from "./feature";
import type { RoomState } from "./store/roomState";
import type { Slice } from "./store/slice";
import type { RoomView, ViewState } from "./view/roomView";

export const RoomContext = createContext<{ session: Session; view: RoomView } | null>(null);

function useRoomContext() {
  const context = useContext(RoomContext);
  if (!context) throw new Error("This is drawn outside of the room.");
  return context;
}

export const useSession = (): Session => useRoomContext().session;
export const useView = (): RoomView => useRoomContext().view;
/** The `ref` of controls that stand at the foot of the stage; see `StageFoot`. */
export const useFootRef = () => useView().foot.hold;

/** A part of the room's state; selectors that make lists are for `useShallow`. */
export const useRoom = <Part>(selector: (room: RoomState) => Part): Part => useStore(useSession().room, selector);

export const useSlice = <State, Part>(slice: Slice<State>, selector: (state: State) => Part): Part =>
  useRoom(slice.select(selector));

export const useViewState = <Part>(selector: (state: ViewState) => Part): Part => useStore(useView().state, selector);

export const useService = <Service extends FeatureService>(service: ServiceDefinition<Service>): Service =>
  service.of(useSession());
