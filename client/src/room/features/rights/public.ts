/** What the rest of the room may know of the audience's rights. */

export { selectIsApart, selectMay } from "./rights";
