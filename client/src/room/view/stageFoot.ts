/** What is to be clicked at the foot of the stage: notices float above it, never over it. */

import { createStore } from "zustand/vanilla";

/** The part of the stage up to which controls may reach: notices need the rest. */
const HIGHEST = 2 / 3;

export class StageFoot {
  /** Pixels from the lower edge of the stage up to the highest of its controls. */
  readonly height = createStore<number>(() => 0);
  private readonly elements = new Set<HTMLElement>();
  private readonly measure = () => this.height.setState(Math.max(0, ...[...this.elements].map(heightOf)), true);

  /** A `ref` of whatever has controls at the foot of the stage, for as long as it is drawn. */
  readonly hold = (element: HTMLElement | null) => {
    if (!element) return undefined;
    this.elements.add(element);
    const observer = new ResizeObserver(this.measure);
    // It moves, and stays as large as it is, where what it stands in changes.
    for (const one of [element, element.offsetParent, stageOf(element)]) if (one) observer.observe(one);
    return () => {
      observer.disconnect();
      this.elements.delete(element);
      this.measure();
    };
  };
}

const stageOf = (element: HTMLElement) => element.closest("main");

/** How far it reaches up; 0 where it is not seen, or stands at the head of the stage. */
function heightOf(element: HTMLElement): number {
  const stage = stageOf(element)?.getBoundingClientRect();
  const own = element.getBoundingClientRect();
  if (!stage || own.height === 0) return 0;
  const height = stage.bottom - own.top;
  return height > stage.height * HIGHEST ? 0 : height;
}
