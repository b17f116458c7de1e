import { createContext, useContext, useEffect } from "react";

/** "dark" whatever the system says, or as the system says. */
export type Mood = "dark" | "system";

export const MoodContext = createContext<(mood: Mood) => void>(() => undefined);

/** While the calling component is shown, the whole page has this mood; afterwards it follows the system again. */
export function useMood(mood: Mood): void {
  const setMood = useContext(MoodContext);
  useEffect(() => {
    setMood(mood);
    return () => setMood("system");
  }, [mood, setMood]);
}
