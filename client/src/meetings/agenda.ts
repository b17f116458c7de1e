/** The list of meetings as people read it: what goes on now, then day by day. */

import type { ListedMeeting } from "../api/client";

export interface Group {
  /** A stable name: "now", "any" (no time), or a day like 2026-11-21 on the person's own wall clock. */
  key: string;
  /** A moment of that day; null for the two others. */
  day: Date | null;
  meetings: ListedMeeting[];
}

export type UnderWay = ListedMeeting & { status: "in_progress" | "host_left" };

export const isUnderWay = (meeting: ListedMeeting): meeting is UnderWay =>
  !meeting.cancelled && (meeting.status === "in_progress" || meeting.status === "host_left");

/** Whether a meeting was held and will not be again: not so a series, one's own room, or one whose start is to come. */
export const isOver = ({ status, series, personal, startsAt }: ListedMeeting, now: Date) =>
  status === "finished" && !series && !personal && !(startsAt && new Date(startsAt) > now);

/** The title of a meeting under the date that is shown: one date of a series may have another. */
export const titleOf = (meeting: ListedMeeting) => (meeting.kind === "own" && meeting.date?.title) || meeting.title;

/** Whether the date that is shown is not as its series has it. */
export const isChanged = (meeting: ListedMeeting) =>
  meeting.kind === "own" ? Boolean(meeting.date?.changed) : meeting.changed;

/** The moment under which a meeting stands in the list: its start, or when it was made. */
export const momentOf = ({ startsAt, createdAt }: ListedMeeting) => new Date(startsAt ?? createdAt);

/** The meetings in the given order, grouped by day; those under way first, the standing room by itself. */
export function groupByDay(meetings: readonly ListedMeeting[]): Group[] {
  const groups = new Map<string, Group>();
  const add = (key: string, day: Date | null, meeting: ListedMeeting) => {
    const group = groups.get(key) ?? { key, day, meetings: [] };
    group.meetings.push(meeting);
    groups.set(key, group);
  };
  for (const meeting of meetings.filter(isUnderWay)) add("now", null, meeting);
  for (const meeting of meetings) {
    if (isUnderWay(meeting)) continue;
    const at = momentOf(meeting);
    if (meeting.personal) add("any", null, meeting);
    else add(`${at.getFullYear()}-${at.getMonth() + 1}-${at.getDate()}`, at, meeting);
  }
  return [...groups.values()];
}

/** What comes next, of current meetings in their order: the one under way, else the first that is not over. */
export function nextOf(meetings: readonly ListedMeeting[], now: Date): ListedMeeting | null {
  const held = meetings.filter((meeting) => !meeting.personal);
  const ahead = (meeting: ListedMeeting) =>
    meeting.startsAt !== null && Date.parse(meeting.endsAt ?? meeting.startsAt) > now.getTime();
  return held.find(isUnderWay) ?? held.find(ahead) ?? null;
}
