/** Raised hands. A hand is a part of its person, so there is nothing to keep beside the people. */

import type { RoomFeature, Session } from "../../feature";
import type { RoomState } from "../../store/roomState";
import { selectHandQueue, selectIsModerator, selectPerson, selectYou } from "../people/public";

export const selectOwnHand = (room: RoomState) => selectYou(room)?.hand != null;
export const selectHand = (personId: string) => (room: RoomState) => selectPerson(personId)(room)?.hand != null;

/** Whose turn it is among several raised hands, from 1; null where there are not several, or this is none of them. */
export const selectTurn =
  (personId: string) =>
  (room: RoomState): number | null => {
    const queue = selectHandQueue(room);
    const at = queue.indexOf(personId);
    return queue.length > 1 && at >= 0 ? at + 1 : null;
  };

/** Raises the own hand, or lowers it. */
export function toggleOwnHand(session: Session): void {
  void session.send({ type: "setHand", raised: !selectOwnHand(session.room.getState()) });
}

export function lowerHand(session: Session, personId: string): void {
  void session.send({ type: "setHand", raised: false, personId });
}

export function lowerHands(session: Session): void {
  void session.send({ type: "lowerHands" });
}

export const notices: RoomFeature["notices"] = {
  /** Those who lead are told of a hand that goes up. */
  personUpdated: ({ person: { id, hand, name } }, before) => {
    const known = selectPerson(id)(before);
    const raised = hand !== null && known?.hand === null && id !== selectYou(before)?.id;
    return raised && selectIsModerator(before) ? { tone: "shown", text: "notice.hand", values: { name } } : null;
  },
};
