import { useEffect } from "react";

/** The screen of a phone stays on during a meeting. Browsers let go of it whenever the page is hidden. */
export function useWakeLock(): void {
  useEffect(() => {
    if (!("wakeLock" in navigator)) return undefined;
    let lock: WakeLockSentinel | null = null;
    let over = false;
    const request = () => {
      if (document.visibilityState !== "visible") return;
      navigator.wakeLock.request("screen").then(
        (sentinel) => {
          if (over) void sentinel.release();
          else lock = sentinel;
        },
        // Low battery, or a frame that may not: the meeting goes on without.
        () => undefined,
      );
    };
    request();
    document.addEventListener("visibilitychange", request);
    return () => {
      over = true;
      document.removeEventListener("visibilitychange", request);
      void lock?.release();
    };
  }, []);
}
