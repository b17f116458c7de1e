/** What other features may know of the meeting itself. */

export { selectMeeting } from "./meeting";
