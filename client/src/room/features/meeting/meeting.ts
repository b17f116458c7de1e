/** The meeting itself: its title and settings, since when it runs, how it ends. */

import type { Meeting } from "../../protocol.generated";
import { defineSlice } from "../../store/slice";

export interface MeetingState {
  meeting: Meeting | null;
}

const NO_MEETING: MeetingState = { meeting: null };

export const meeting = defineSlice("meeting", {
  initial: NO_MEETING,
  snapshot: ({ meeting }): MeetingState => ({ meeting }),
  on: { meetingUpdated: (_, { meeting }) => ({ meeting }) },
});

export const selectMeeting = meeting.select(({ meeting }) => meeting);
