/** The slice of the meeting itself: its title and settings, its limits, the server's clock. Pure. */

import type { AnyEvent, Limits, Meeting, Snapshot } from "../protocol.generated";

export interface MeetingSlice {
  meeting: Meeting | null;
  limits: Limits;
  /** Add this to the browser's clock to get the server's, in milliseconds. */
  clockOffset: number;
}

export const NO_MEETING: MeetingSlice = { meeting: null, limits: { mesh: 0, room: 0 }, clockOffset: 0 };

/** `now` is the browser's clock in milliseconds. */
export function meetingOfSnapshot({ meeting, limits, serverTime }: Snapshot, now: number): MeetingSlice {
  return { meeting, limits, clockOffset: clockOffset(serverTime, now) };
}

export function meetingAfterEvents(events: AnyEvent[]): Partial<MeetingSlice> {
  const last = events.findLast((event) => event.type === "meetingUpdated");
  return last ? { meeting: last.meeting } : {};
}

export const clockOffset = (serverTime: string, now: number) => Date.parse(serverTime) - now;
