import { selectMeeting } from "../meeting/public";

/** The open link of the meeting, which can be sent to anybody; empty while the meeting is not known. */
export const selectMeetingLink = (room: Parameters<typeof selectMeeting>[0]): string => {
  const code = selectMeeting(room)?.code ?? "";
  return code === "" ? "" : `${window.location.origin}/m/${encodeURIComponent(code)}`;
};
