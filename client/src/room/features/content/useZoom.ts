/** A picture in a space that scrolls: how large it is, by buttons, by the wheel with Ctrl, and by two fingers. */

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

export const MOST_ZOOM = 5;
const STEP = 1.25;

export interface Zoom {
  /** Of the space that scrolls. */
  ref: RefObject<HTMLDivElement | null>;
  /** 1: the whole page is seen. */
  factor: number;
  larger: () => void;
  smaller: () => void;
  reset: () => void;
}

export const limited = (factor: number): number => {
  const within = Math.min(MOST_ZOOM, Math.max(1, factor));
  return within < 1.02 ? 1 : within;
};

interface Point {
  x: number;
  y: number;
}

const distance = ([one, other]: readonly [Touch, Touch]) =>
  Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);

const middleOf = ([one, other]: readonly [Touch, Touch]): Point => ({
  x: (one.clientX + other.clientX) / 2,
  y: (one.clientY + other.clientY) / 2,
});

/** Makes what is in a space larger and smaller; the point under the pointer stays where it is. */
export function useZoom(): Zoom {
  const space = useRef<HTMLDivElement>(null);
  const [factor, setFactor] = useState(1);
  const now = useRef(1);
  const anchor = useRef<{ at: Point; before: number; left: number; top: number } | null>(null);

  const zoomTo = useCallback((wanted: number, at?: Point) => {
    const element = space.current;
    const next = limited(wanted);
    if (!element || next === now.current) return;
    const { left, top, width, height } = element.getBoundingClientRect();
    const point = at ? { x: at.x - left, y: at.y - top } : { x: width / 2, y: height / 2 };
    anchor.current = { at: point, before: now.current, left: element.scrollLeft, top: element.scrollTop };
    now.current = next;
    // At once: fingers may move again before React has its turn, and would find the page scrolled as it was.
    flushSync(() => setFactor(next));
  }, []);

  useLayoutEffect(() => {
    const element = space.current;
    if (!element || !anchor.current) return;
    const { at, before, left, top } = anchor.current;
    anchor.current = null;
    const grown = factor / before;
    element.scrollLeft = (left + at.x) * grown - at.x;
    element.scrollTop = (top + at.y) * grown - at.y;
  }, [factor]);

  useEffect(() => {
    const element = space.current;
    if (!element) return undefined;
    const turnWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomTo(now.current * Math.exp(-event.deltaY / 300), { x: event.clientX, y: event.clientY });
    };
    let pinch: { distance: number; factor: number; middle: Point } | null = null;
    const twoOf = ({ touches: [one, other, third] }: TouchEvent): readonly [Touch, Touch] | null =>
      one && other && !third ? [one, other] : null;
    const touch = (event: TouchEvent) => {
      const two = twoOf(event);
      pinch = two && { distance: distance(two), factor: now.current, middle: middleOf(two) };
    };
    const move = (event: TouchEvent) => {
      const two = twoOf(event);
      if (!two || !pinch) return;
      if (event.cancelable) event.preventDefault();
      const middle = middleOf(two);
      element.scrollBy(pinch.middle.x - middle.x, pinch.middle.y - middle.y);
      pinch.middle = middle;
      zoomTo((pinch.factor * distance(two)) / Math.max(1, pinch.distance), middle);
    };
    // Not passive: else the browser would make the whole page larger.
    element.addEventListener("wheel", turnWheel, { passive: false });
    element.addEventListener("touchstart", touch, { passive: true });
    element.addEventListener("touchmove", move, { passive: false });
    element.addEventListener("touchend", touch, { passive: true });
    return () => {
      element.removeEventListener("wheel", turnWheel);
      element.removeEventListener("touchstart", touch);
      element.removeEventListener("touchmove", move);
      element.removeEventListener("touchend", touch);
    };
  }, [zoomTo]);

  return {
    ref: space,
    factor,
    larger: () => zoomTo(now.current * STEP),
    smaller: () => zoomTo(now.current / STEP),
    reset: () => zoomTo(1),
  };
}
