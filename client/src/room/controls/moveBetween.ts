import type { KeyboardEvent } from "react";

/** In a toolbar, or where buttons stand side by side, the arrow keys move between them. */
export function moveBetween(event: KeyboardEvent, bar: HTMLElement | null): void {
  const rightToLeft = document.documentElement.dir === "rtl";
  const step = { ArrowRight: rightToLeft ? -1 : 1, ArrowLeft: rightToLeft ? 1 : -1 }[event.key];
  // What a menu of the toolbar has is no part of it.
  if (step === undefined || !(event.target instanceof HTMLButtonElement) || !bar?.contains(event.target)) return;
  const buttons = [...bar.querySelectorAll<HTMLButtonElement>("button:not(:disabled)")];
  const here = buttons.indexOf(event.target);
  buttons[(here + step + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
}
