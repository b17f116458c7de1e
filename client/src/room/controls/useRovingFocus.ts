import { type FocusEventHandler, type KeyboardEvent, type Ref, useCallback, useLayoutEffect, useRef } from "react";

export interface RovingFocus<Bar extends HTMLElement> {
  ref: Ref<Bar>;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: FocusEventHandler;
}

const buttonsOf = (bar: HTMLElement) => [...bar.querySelectorAll<HTMLButtonElement>("button:not(:disabled)")];

/** The button to which a key leads; undefined where it leads to none. */
function target({ key }: KeyboardEvent, buttons: readonly HTMLElement[], here: number): HTMLElement | undefined {
  if (key === "Home") return buttons[0];
  if (key === "End") return buttons.at(-1);
  const forwards = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (key !== "ArrowLeft" && key !== "ArrowRight") return undefined;
  return buttons.at((here + (key === forwards ? 1 : -1)) % buttons.length);
}

/**
 * For a toolbar, or where buttons stand side by side: arrow keys, Home and End move between them, and Tab reaches one of
 * them, which is the one that had the focus last, else the first (ARIA Authoring Practices, "Toolbar Pattern"). Fields
 * among them are reached by Tab as ever. Give the result to the element that holds them.
 */
export function useRovingFocus<Bar extends HTMLElement>(): RovingFocus<Bar> {
  const bar = useRef<Bar>(null);
  const last = useRef<Element | null>(null);
  const settle = useCallback(() => {
    const buttons = bar.current ? buttonsOf(bar.current) : [];
    const stop = buttons.find((button) => button === last.current) ?? buttons[0];
    for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
  }, []);
  useLayoutEffect(() => {
    settle();
    // Buttons come and go without this element being drawn again.
    const watcher = new MutationObserver(settle);
    if (bar.current) watcher.observe(bar.current, { childList: true, subtree: true });
    return () => watcher.disconnect();
  }, [settle]);
  return {
    ref: bar,
    // What a menu of the toolbar has is no part of it, though React tells of its events here.
    onKeyDown: (event) => {
      // In a menu Home and End are for all of it.
      if (event.defaultPrevented) return;
      const buttons = bar.current ? buttonsOf(bar.current) : [];
      const here = buttons.findIndex((button) => button === event.target);
      const next = here < 0 ? undefined : target(event, buttons, here);
      if (!next) return;
      next.focus();
      event.preventDefault();
    },
    onFocus: ({ target: focused }) => {
      if (!(focused instanceof HTMLButtonElement) || !bar.current?.contains(focused)) return;
      last.current = focused;
      settle();
    },
  };
}
