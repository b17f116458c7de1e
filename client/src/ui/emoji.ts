/** Reactions by their names in the room's protocol, in the order in which they are offered. */
export const EMOJI = {
  thumbs_up: "👍",
  clap: "👏",
  heart: "❤️",
  laugh: "😂",
  surprised: "😮",
  party: "🎉",
} as const;
