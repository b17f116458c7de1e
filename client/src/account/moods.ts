import type { MantineColorScheme } from "@mantine/core";

/** Light, dark, or as the system says; remembered by this browser. */
export const MOODS = ["light", "dark", "auto"] as const satisfies readonly MantineColorScheme[];

export type Mood = (typeof MOODS)[number];

/** The mood of this name; as the system says where there is none. */
export const moodOf = (value: string | null): Mood => MOODS.find((mood) => mood === value) ?? "auto";
