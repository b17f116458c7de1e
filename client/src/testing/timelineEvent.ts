import type { TimelineEvent } from "../api/client";

/** Something that happened in a recording, at a millisecond; what is not told is empty. */
export const timelineEvent = (
  at: number,
  kind: TimelineEvent["kind"],
  more: Partial<TimelineEvent> = {},
): TimelineEvent => ({
  at,
  kind,
  person: "",
  text: "",
  item: "",
  title: "",
  page: 0,
  picture: "",
  drawing: "",
  length: 0,
  answers: [],
  open: false,
  ...more,
});
