/**
 * Where what has the focus goes away (a dialog, a menu, a card that was dealt with, a whole step of a page) browsers let
 * the focus fall to the body, where neither a keyboard nor a screen reader knows how to go on. It goes to what had it
 * before and is still there, such as the button that opened the dialog; else to the heading.
 */

/** So many elements that had the focus are remembered. */
const MOST = 32;

/** Where the focus may go: a dialog that is open keeps it to itself. */
function area(): Element {
  return [...document.querySelectorAll('[role="dialog"][aria-modal="true"]')].at(-1) ?? document.body;
}

function isShown(element: HTMLElement): boolean {
  return element.isConnected && (typeof element.checkVisibility !== "function" || element.checkVisibility());
}

function focusOn(element: HTMLElement): boolean {
  element.focus({ preventScroll: true });
  return document.activeElement === element;
}

/** Moves the focus to the heading of what is shown now; false where there is none. */
function focusHeading(within: Element): boolean {
  const heading = [...within.querySelectorAll<HTMLElement>("h1, h2")].find(isShown);
  if (!heading) return false;
  if (!heading.hasAttribute("tabindex")) heading.tabIndex = -1;
  return focusOn(heading);
}

/** Whether nothing has the focus. */
const isFocusLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** Watches over the focus of the document; returns the function that ends it. */
export function keepFocus(): () => void {
  let recent: HTMLElement[] = [];
  const note = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement)) return;
    recent = [...recent.filter((one) => one !== target), target].slice(-MOST);
  };
  // What comes next may have to be loaded first.
  let searching = false;
  const watcher = new MutationObserver(() => {
    if (!isFocusLost()) {
      searching = false;
      return;
    }
    const last = recent.at(-1);
    if (!searching && (!last || last.isConnected)) return;
    recent = recent.filter(({ isConnected }) => isConnected);
    const within = area();
    const before = recent.toReversed().find((one) => within.contains(one) && isShown(one) && focusOn(one));
    searching = !before && !focusHeading(within);
  });
  document.addEventListener("focusin", note);
  watcher.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener("focusin", note);
    watcher.disconnect();
  };
}
