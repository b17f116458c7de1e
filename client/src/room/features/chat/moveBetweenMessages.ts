import type { KeyboardEvent } from "react";

/** Arrow keys lead from message to message; one is reached by Tab as one thing, not as hundreds. */
export function moveBetweenMessages(event: KeyboardEvent<HTMLElement>): void {
  const { key, target, currentTarget } = event;
  const step = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }[key];
  if (step === undefined || !(target instanceof HTMLElement)) return;
  const all = [...currentTarget.querySelectorAll<HTMLElement>("[data-message]")];
  const here = all.indexOf(target);
  // A part of a message, a menu: the key is for that.
  if (all.length === 0 || (here < 0 && target !== currentTarget)) return;
  const from = here < 0 ? all.length : here;
  all[Math.min(Math.max(from + step, 0), all.length - 1)]?.focus();
  event.preventDefault();
}
