import { type PointerEvent, useRef } from "react";

import type { Corner } from "../view/storedView";
import { nearestCorner } from "./floating";

/** Pixels from which on a press is meant to move something. */
const DRAG = 4;

export const runsRightToLeft = (element: Element): boolean => getComputedStyle(element).direction === "rtl";

/** Handlers of an element that is pulled about in the element around it, and goes to the nearest corner when let go. */
export function useMovable(onCorner: (corner: Corner) => void) {
  const start = useRef<{ x: number; y: number } | null>(null);
  const end = (element: HTMLElement) => {
    start.current = null;
    element.style.removeProperty("translate");
    delete element.dataset.pulled;
  };
  return {
    onPointerDown: ({ button, target, clientX: x, clientY: y }: PointerEvent<HTMLElement>) => {
      if (button === 0 && target instanceof Element && !target.closest("button")) start.current = { x, y };
    },
    onPointerMove: ({ currentTarget: element, pointerId, clientX, clientY }: PointerEvent<HTMLElement>) => {
      if (!start.current) return;
      const [x, y] = [clientX - start.current.x, clientY - start.current.y];
      if (element.dataset.pulled === undefined && Math.hypot(x, y) < DRAG) return;
      // Only now: what is clicked without a move gets its click.
      element.setPointerCapture(pointerId);
      element.dataset.pulled = "";
      element.style.translate = `${String(x)}px ${String(y)}px`;
    },
    onPointerUp: ({ currentTarget: element }: PointerEvent<HTMLElement>) => {
      if (element.dataset.pulled !== undefined) onCorner(cornerOf(element));
      end(element);
    },
    onPointerCancel: ({ currentTarget }: PointerEvent<HTMLElement>) => end(currentTarget),
  };
}

function cornerOf(element: HTMLElement): Corner {
  const around = (element.offsetParent ?? element).getBoundingClientRect();
  const { left, top, width, height } = element.getBoundingClientRect();
  const fromLeft = left + width / 2 - around.left;
  return nearestCorner(
    { left: runsRightToLeft(element) ? around.width - fromLeft : fromLeft, top: top + height / 2 - around.top },
    around,
  );
}
