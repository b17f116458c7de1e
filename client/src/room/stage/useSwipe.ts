import { type TouchEvent, useRef } from "react";

import { runsRightToLeft } from "./useMovable";

/** Pixels that a finger must go, and mostly sideways. */
const FAR = 48;

/** Handlers of an element through whose pages a finger goes: +1 is the next one. */
export function useSwipe(onSwipe: (step: 1 | -1) => void) {
  const start = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: ({ touches }: TouchEvent<HTMLElement>) => {
      const touch = touches[0];
      start.current = touch && touches.length === 1 ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: ({ changedTouches, currentTarget }: TouchEvent<HTMLElement>) => {
      const touch = changedTouches[0];
      const from = start.current;
      start.current = null;
      if (!from || !touch) return;
      const [x, y] = [touch.clientX - from.x, touch.clientY - from.y];
      if (Math.abs(x) < FAR || Math.abs(x) < 2 * Math.abs(y)) return;
      onSwipe(x < 0 === runsRightToLeft(currentTarget) ? -1 : 1);
    },
    onTouchCancel: () => {
      start.current = null;
    },
  };
}
