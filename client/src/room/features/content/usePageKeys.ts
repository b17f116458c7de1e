/** Keys and fingers that turn pages. */

import { useEffect, useRef } from "react";

/** Text fields, panels, and what lies over the room: menus, dialogs. */
const TAKES_KEYS = "input, textarea, select, [contenteditable], aside, [data-portal], [role=tablist], [role=slider]";

/** Whether arrow keys belong to the thing that has the focus. */
const isTaken = (target: EventTarget | null) => target instanceof Element && target.closest(TAKES_KEYS) !== null;

export interface PageSteps {
  step: (by: number) => void;
  first: () => void;
  last: () => void;
}

/** Arrow keys turn where the page is seen as a whole; else they move it, and "Page up" and "Page down" turn. */
export function usePageKeys(whole: boolean, steps: PageSteps): void {
  const now = useRef({ whole, steps });
  useEffect(() => {
    now.current = { whole, steps };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target, key, defaultPrevented, altKey, ctrlKey, metaKey, shiftKey } = event;
      if (defaultPrevented || altKey || ctrlKey || metaKey || shiftKey || isTaken(target)) return;
      const { whole: seenWhole, steps: to } = now.current;
      const forward = document.documentElement.dir === "rtl" ? -1 : 1;
      const act = {
        PageDown: () => to.step(1),
        PageUp: () => to.step(-1),
        ...(seenWhole && {
          ArrowRight: () => to.step(forward),
          ArrowLeft: () => to.step(-forward),
          ArrowDown: () => to.step(1),
          ArrowUp: () => to.step(-1),
          Home: to.first,
          End: to.last,
        }),
      }[key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

/** Pixels that a finger has to go sideways. */
const FAR = 50;

/** A finger that goes sideways turns the page, while the page is seen as a whole. */
export function usePageSwipe(whole: boolean, step: (by: number) => void) {
  const from = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: ({ touches }: React.TouchEvent) => {
      const touch = touches[0];
      from.current = touch && touches.length === 1 && whole ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: ({ changedTouches }: React.TouchEvent) => {
      const touch = changedTouches[0];
      if (!from.current || !touch) return;
      const across = touch.clientX - from.current.x;
      const down = touch.clientY - from.current.y;
      from.current = null;
      if (Math.abs(across) < FAR || Math.abs(across) < 2 * Math.abs(down)) return;
      const forward = document.documentElement.dir === "rtl" ? 1 : -1;
      step(Math.sign(across) * forward);
    },
  };
}
