/** What the rest of the room may know of the audience's rights. */

export { selectMay } from "./rights";
