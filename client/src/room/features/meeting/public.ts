/** What other features may know of the meeting itself. */

export { formatElapsed } from "./elapsedTime";
export { selectMeeting } from "./meeting";
