import type { SeriesDate } from "../api/client";

/** What is done with the dates of a series: all are seen, or one is changed or cancelled. */
export type DateStep = { kind: "list" } | { kind: "edit" | "cancel"; date: SeriesDate };
