import { createContext, useContext, useEffect } from "react";

/** "dark" whatever the system says, or as the system says. */
export type ColorScheme = "dark" | "system";

export const ColorSchemeContext = createContext<(mood: ColorScheme) => void>(() => undefined);

/** While the calling component is shown, the whole page has this mood; afterwards it follows the system again. */
export function useColorScheme(mood: ColorScheme): void {
  const setMood = useContext(ColorSchemeContext);
  useEffect(() => {
    setMood(mood);
    return () => setMood("system");
  }, [mood, setMood]);
}
