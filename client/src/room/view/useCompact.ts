import { useMediaQuery } from "@mantine/hooks";

/** On a phone: few controls, everything else behind "More". */
export function useCompact(): boolean {
  return useMediaQuery("(max-width: 700px)", false, { getInitialValueInEffect: false });
}
