import { useMediaQuery } from "@mantine/hooks";

const COMPACT = "(max-width: 700px)";

/** On a phone: few controls, everything else behind "More". */
export function useCompact(): boolean {
  return useMediaQuery(COMPACT, false, { getInitialValueInEffect: false });
}

/** The same, for what is decided once. */
export const isCompact = (): boolean => window.matchMedia(COMPACT).matches;
