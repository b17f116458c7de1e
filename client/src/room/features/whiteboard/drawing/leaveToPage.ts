/** Over a page one finger draws; two fingers and the wheel move and enlarge the page, not the drawing in it. */

/** Leaves them to what is around this element, until the function that it gives is called. */
export function leaveToPage(box: HTMLElement): () => void {
  const fingers = new Set<number>();
  const press = ({ pointerType, pointerId }: PointerEvent) => {
    if (pointerType === "touch") fingers.add(pointerId);
  };
  const lift = ({ pointerId }: PointerEvent) => void fingers.delete(pointerId);
  const move = (event: PointerEvent) => {
    // The second finger has ended the stroke already.
    if (fingers.size > 1) event.stopPropagation();
  };
  const turnWheel = (event: WheelEvent) => {
    event.stopPropagation();
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    box.parentElement?.dispatchEvent(new WheelEvent("wheel", event));
  };
  box.addEventListener("pointerdown", press, { capture: true });
  box.addEventListener("pointermove", move, { capture: true });
  box.addEventListener("wheel", turnWheel, { capture: true, passive: false });
  window.addEventListener("pointerup", lift, { capture: true });
  window.addEventListener("pointercancel", lift, { capture: true });
  return () => {
    box.removeEventListener("pointerdown", press, { capture: true });
    box.removeEventListener("pointermove", move, { capture: true });
    box.removeEventListener("wheel", turnWheel, { capture: true });
    window.removeEventListener("pointerup", lift, { capture: true });
    window.removeEventListener("pointercancel", lift, { capture: true });
  };
}
