/** What other features may know of the chat. */

import { chat } from "./chatSlice";

/** The panel is open: what is written is seen. */
export const selectReadsChat = chat.select(({ panelOpen }) => panelOpen);

export { chatService } from "./chatService";
