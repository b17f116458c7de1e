import { type RefObject, useEffect, useRef } from "react";

/** Shows a stream in a video or audio element; null shows nothing. */
export function useStream<Element extends HTMLMediaElement>(stream: MediaStream | null): RefObject<Element | null> {
  const ref = useRef<Element>(null);
  useEffect(() => {
    if (ref.current && ref.current.srcObject !== stream) ref.current.srcObject = stream;
  }, [stream]);
  usePlaying(ref, stream !== null);
  return ref;
}

/**
 * Plays an element on when the person does something, or sees the page again. iPhones that save power do not even play
 * silent pictures without a gesture, and Safari pauses what plays while the telephone rings or the page is out of sight
 * (webkit.org/blog/6784, "New video Policies for iOS"; bugs.webkit.org 226163).
 */
export function usePlaying(ref: RefObject<HTMLMediaElement | null>, active: boolean): void {
  useEffect(() => {
    if (!active) return undefined;
    const play = () => {
      const element = ref.current;
      if (element?.paused && element.srcObject !== null && document.visibilityState === "visible")
        void tryToPlay(element);
    };
    document.addEventListener("click", play, true);
    document.addEventListener("visibilitychange", play);
    return () => {
      document.removeEventListener("click", play, true);
      document.removeEventListener("visibilitychange", play);
    };
  }, [ref, active]);
}

async function tryToPlay(element: HTMLMediaElement): Promise<void> {
  try {
    await element.play();
  } catch {
    // Not yet: the next click may be one that counts.
  }
}
