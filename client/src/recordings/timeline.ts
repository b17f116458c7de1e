/** What of a recording's timeline holds at a time. Pure; all times are milliseconds. */

import type { Timeline, TimelineEvent, TimelinePiece, TimelineTrack } from "../api/client";
import { EMOJI } from "../ui/emoji";

/** The piece of a track that is played at a time; null in its gaps. */
export function pieceAt(pieces: readonly TimelinePiece[], time: number): TimelinePiece | null {
  return pieces.find(({ at, length }) => at <= time && time < at + length) ?? null;
}

/** Where in its file a piece is at a time. */
export const fileTime = (piece: TimelinePiece, time: number) => piece.start + time - piece.at;

const SHOWING: readonly TimelineEvent["kind"][] = ["page", "board", "hidden"];

/** What was shown to all; null where nothing was. */
export function shownAt(events: readonly TimelineEvent[], time: number): TimelineEvent | null {
  const last = events.findLast(({ at, kind }) => at <= time && SHOWING.includes(kind));
  return last === undefined || last.kind === "hidden" ? null : last;
}

/** What was written to all, from beginning to end. */
export const chatOf = (events: readonly TimelineEvent[]) => events.filter(({ kind }) => kind === "chat");

/** How many of these had happened until then. */
export const countUntil = (events: readonly { at: number }[], time: number) =>
  events.filter(({ at }) => at <= time).length;

/** The ids of those who speak. */
export function speakersAt(events: readonly TimelineEvent[], time: number): ReadonlySet<string> {
  const now = events.filter(({ at, kind, length }) => kind === "speaker" && at <= time && time < at + length);
  return new Set(now.map(({ person }) => person));
}

/** The ids of those who have a hand raised. */
export function handsAt(events: readonly TimelineEvent[], time: number): ReadonlySet<string> {
  const now = events.filter(({ at, kind, length }) => kind === "hand" && at <= time && time < at + length);
  return new Set(now.map(({ person }) => person));
}

export type Emoji = keyof typeof EMOJI;

/** Milliseconds that a reaction is seen. */
const SHOWN = 5_000;

/** The last reaction of this person that is still seen then; null where there is none. */
export function reactionAt(events: readonly TimelineEvent[], person: string, time: number): Emoji | null {
  const last = events.findLast((one) => one.kind === "reaction" && one.person === person && one.at <= time);
  return last && time < last.at + SHOWN && last.text in EMOJI ? (last.text as Emoji) : null;
}

/** The polls as they stood then, the last one first. */
export function pollsAt(events: readonly TimelineEvent[], time: number): TimelineEvent[] {
  const polls = new Map<string, TimelineEvent>();
  for (const event of events) if (event.kind === "poll" && event.at <= time) polls.set(event.item, event);
  return [...polls.values()].reverse();
}

/** When this person speaks next after a time, from the beginning again after the last time; null where never. */
export function nextSpeech(events: readonly TimelineEvent[], person: string, time: number): number | null {
  const starts = events.filter((event) => event.kind === "speaker" && event.person === person).map(({ at }) => at);
  return starts.find((at) => at > time) ?? starts[0] ?? null;
}

/** Who was in the room then: those who came, or were there from the beginning, and had not left. */
export function peopleAt({ people, events }: Timeline, time: number): string[] {
  return people
    .filter(({ id }) => {
      const moves = events.filter(({ kind, person }) => person === id && (kind === "entered" || kind === "left"));
      const last = moves.findLast(({ at }) => at <= time);
      return last === undefined ? moves[0]?.kind !== "entered" : last.kind === "entered";
    })
    .map(({ id }) => id);
}

/** What one can jump to: where something begins, each page, each hand that was raised. */
export interface Mark {
  at: number;
  kind: "document" | "board" | "screen" | "page" | "hand";
  /** Whose hand, by name. */
  title: string;
  /** Of a page. */
  page: number;
}

export function marksOf({ chapters, events, people }: Timeline): Mark[] {
  const pages = events
    .filter(({ kind }) => kind === "page")
    .map(({ at, title, page }): Mark => ({ at, kind: "page", title, page }));
  const begins = chapters.map((chapter): Mark => ({ ...chapter, page: 0 }));
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? "";
  const hands = events
    .filter(({ kind }) => kind === "hand")
    .map(({ at, person }): Mark => ({ at, kind: "hand", title: nameOf(person), page: 0 }));
  const others = begins.filter(({ kind }) => kind !== "document");
  return [...others, ...pages, ...hands].sort((one, other) => one.at - other.at);
}

/** Parts of the whole length; marks that are nearer together are one on the slider. */
const NEAR = 0.005;

/** Where the slider has marks. */
export function sliderMarks(marks: readonly Mark[], duration: number): { value: number }[] {
  const found: { value: number }[] = [];
  for (const { at } of marks) {
    const last = found.at(-1)?.value ?? -Infinity;
    if (at > 0 && at - last >= NEAR * duration) found.push({ value: at });
  }
  return found;
}

export const isPicture = ({ kind }: TimelineTrack) => kind === "camera" || kind === "screen";

export interface Cue {
  from: number;
  to: number;
  text: string;
}

const TIMES = /^(?:(\d+):)?(\d\d):(\d\d)\.(\d{3})\s+-->\s+(?:(\d+):)?(\d\d):(\d\d)\.(\d{3})/;
const TAGS = /<[^>]*>/g;

/** The cues of a WebVTT file; marks in it are left out. */
export function cuesOf(file: string): Cue[] {
  return file.split(/\n\n+/).flatMap((block): Cue[] => {
    const lines = block.split("\n");
    const number = lines.findIndex((line) => TIMES.test(line));
    const found = TIMES.exec(lines[number] ?? "");
    if (!found) return [];
    const parts: readonly (string | undefined)[] = found.slice(1);
    const time = (from: number) => {
      const [hours = 0, minutes = 0, seconds = 0, rest = 0] = parts
        .slice(from, from + 4)
        .map((part) => Number(part ?? 0));
      return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + rest;
    };
    const text = lines
      .slice(number + 1)
      .join("\n")
      .replace(TAGS, "")
      .trim();
    return text === "" ? [] : [{ from: time(0), to: time(4), text }];
  });
}

export const cueAt = (cues: readonly Cue[], time: number) =>
  cues
    .filter(({ from, to }) => from <= time && time < to)
    .map(({ text }) => text)
    .join("\n");
