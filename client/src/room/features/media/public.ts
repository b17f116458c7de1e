/** What other parts of the room may know of sound and picture. */

export { LevelDots } from "./LevelDots";
export { roomMedia } from "./roomMedia";
export * from "./useMedia";
