import type { RoomFeature } from "../../feature";
import type { RoomState } from "../../store/roomState";

/** How much waits for this person in the panel of people, by whatever feature. */
export const countNews = (room: RoomState, features: readonly RoomFeature[]): number =>
  features.reduce((sum, { peopleBadge }) => sum + (peopleBadge?.(room) ?? 0), 0);
