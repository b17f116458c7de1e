/** Why somebody is out of the room. */
export type GoodbyeReason = "left" | "moved" | "removed" | "denied" | "ended" | "endedByYou" | "cancelled" | "lost";
