/** What the rest of the room may know of the recording. */

export { selectRecordingState } from "./recording";
