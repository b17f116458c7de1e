/** A page that two fingers enlarge. */

import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";

import { useZoom } from "./useZoom";

function Space() {
  const { ref, factor } = useZoom();
  return (
    <div ref={ref} data-testid="space" data-factor={factor}>
      page
    </div>
  );
}

/** Lets fingers be at these places, in the space. */
function touch(kind: string, ...fingers: [number, number][]) {
  const space = screen.getByTestId("space");
  const event = new Event(kind, { bubbles: true, cancelable: true });
  const touches = fingers.map(([clientX, clientY], identifier) => ({ clientX, clientY, identifier }));
  Object.defineProperty(event, "touches", { value: touches });
  space.dispatchEvent(event);
}

const scrolled = (space: HTMLElement) => ({ left: space.scrollLeft, top: space.scrollTop });

describe("two fingers", () => {
  it("keep what is under them, also where they move twice before the page is drawn", () => {
    render(<Space />);
    const space = screen.getByTestId("space");
    // A browser scrolls; there is no layout here.
    space.scrollBy = ((left: number, top: number) => {
      space.scrollLeft += left;
      space.scrollTop += top;
    }) as typeof space.scrollBy;
    touch("touchstart", [150, 100]);
    touch("touchstart", [150, 100], [210, 100]);
    // Not in `act`: what a browser does before React has its turn.
    for (const far of [60, 90, 120]) touch("touchmove", [180 - far, 100], [180 + far, 100]);
    touch("touchend");
    // Four times as large: what was 180 pixels from the left is 720 from it, and still under the fingers.
    expect(space.dataset["factor"]).toBe("4");
    expect(scrolled(space)).toEqual({ left: 540, top: 300 });
  });
});
