import { useEffect, useState } from "react";

import type { PagePart } from "./Canvas";

/**
 * The part of the page around the element `marker` that is seen in the space in which the page may be moved: a canvas for
 * all of a page that is much enlarged would be larger than browsers have them. Null before it is known.
 */
export function useVisiblePart(scale: number): {
  marker: (element: HTMLElement | null) => void;
  part: PagePart | null;
} {
  const [element, marker] = useState<HTMLElement | null>(null);
  const [part, setPart] = useState<PagePart | null>(null);
  useEffect(() => {
    const page = element?.parentElement;
    const space = page?.parentElement;
    if (!page || !space) return undefined;
    const measure = () => setPart((before) => partOf(page, space, scale, before));
    const observer = new ResizeObserver(measure);
    observer.observe(page);
    observer.observe(space);
    space.addEventListener("scroll", measure, { passive: true });
    measure();
    return () => {
      observer.disconnect();
      space.removeEventListener("scroll", measure);
    };
  }, [element, scale]);
  return { marker, part };
}

function partOf(page: HTMLElement, space: HTMLElement, scale: number, before: PagePart | null): PagePart | null {
  const whole = page.getBoundingClientRect();
  const seen = space.getBoundingClientRect();
  const left = Math.max(0, Math.floor(seen.left - whole.left));
  const top = Math.max(0, Math.floor(seen.top - whole.top));
  const width = Math.ceil(Math.min(whole.width, seen.right - whole.left)) - left;
  const height = Math.ceil(Math.min(whole.height, seen.bottom - whole.top)) - top;
  if (width <= 0 || height <= 0) return before;
  const same =
    before?.left === left &&
    before.top === top &&
    before.width === width &&
    before.height === height &&
    before.scale === scale;
  return same ? before : { left, top, width, height, scale };
}
