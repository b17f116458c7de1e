import { useEffect } from "react";

import type { LocalMedia } from "./media/local";

/** While a screen is shared the browser asks before the page is closed: the others are looking at it. */
export function useCloseWarning(local: LocalMedia): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    const follow = () => {
      if (local.state.getState().screen === null) window.removeEventListener("beforeunload", ask);
      else window.addEventListener("beforeunload", ask);
    };
    follow();
    const unsubscribe = local.state.subscribe(follow);
    return () => {
      unsubscribe();
      window.removeEventListener("beforeunload", ask);
    };
  }, [local]);
}
