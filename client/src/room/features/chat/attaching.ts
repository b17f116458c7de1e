/** Who may send files in the chat, and which. */

import { useRoom, useSlice } from "../../roomContext";
import { selectIsModerator } from "../people/public";
import { chat } from "./chatSlice";

/** What the file dialog offers; the server looks at what is inside. */
export const ACCEPTED = ["application/pdf", "image/*", ".pdf", ".pptx", ".docx", ".xlsx", ".ess"].join(",");

export function useMayAttach(): boolean {
  const moderating = useRoom(selectIsModerator);
  return useSlice(chat, ({ open, files }) => open && files) || moderating;
}
