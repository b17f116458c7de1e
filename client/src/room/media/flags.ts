/** What a person sends: microphone, camera, screen. */

export type Flags = Record<"microphone" | "camera" | "screen", boolean>;

export const SILENT: Flags = { microphone: false, camera: false, screen: false };

export const flagsOf = ({ microphone, camera, screen }: Flags): Flags => ({ microphone, camera, screen });

/** The flags of `now` that are others in `before`; null where none is. */
export function changesOf(now: Flags, before: Flags): Partial<Flags> | null {
  const changed = (Object.keys(SILENT) as (keyof Flags)[]).filter((flag) => now[flag] !== before[flag]);
  return changed.length === 0 ? null : Object.fromEntries(changed.map((flag) => [flag, now[flag]]));
}
