/** What other features may know of the lobby. */

export { selectWaitingCount } from "./lobby";
