/** An organizer, and a meeting of theirs, as the server tells them. */

export const ORGANIZER = {
  center: "main",
  userId: "grace",
  name: "Grace Hopper",
  role: "organizer",
  mayOrganize: true,
};
export const MEETING = {
  mid: "m1",
  code: "K7QPXABCDE",
  title: "Planning",
  description: "",
  lobby: false,
  series: false,
  recurrence: null,
  firstStartsAt: null,
  password: null,
  anytime: false,
  seats: null,
  personal: false,
  held: false,
  restorableUntil: null,
  status: "scheduled",
  cancelled: false,
  startsAt: null,
  endsAt: null,
  timeZone: "UTC",
  createdAt: "2026-11-21T09:00:00Z",
  meetingUrl: "https://meet.example.org/m/K7QPXABCDE",
  hostUrl: "https://meet.example.org/e/LIVE0123456789ABCDEFGHIJ",
  inside: 0,
};
