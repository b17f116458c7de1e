/** Who may send files in the chat. */

import { useRoom, useSlice } from "../../roomContext";
import { selectIsModerator } from "../people/public";
import { chat } from "./chatSlice";

export function useMayAttach(): boolean {
  const moderating = useRoom(selectIsModerator);
  return useSlice(chat, ({ open, files }) => open && files) || moderating;
}
