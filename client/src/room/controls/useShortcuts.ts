import { useEffect } from "react";

import { shortcutsOf } from "../feature";
import { useSession, useView, useViewState } from "../roomContext";

/** The key that was meant: by its letter, or by its place on keyboards with other letters. */
export function meantKey({ key, code }: Pick<KeyboardEvent, "key" | "code">): string {
  if (key === "?") return "?";
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  // A Latin letter is to be had from the place only where the keyboard has no Latin letters.
  return key.length === 1 && key.charCodeAt(0) > 0x7f && code.startsWith("Key") ? code.slice(3) : "";
}

/** In a text field a key is a letter, and in a dialog it belongs to the dialog. */
function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"]')) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}

/** The keys of all features. */
export function useShortcuts(): void {
  const session = useSession();
  const view = useView();
  const on = useViewState(({ shortcuts }) => shortcuts);
  useEffect(() => {
    if (!on) return;
    const byKey = new Map(shortcutsOf(session.features).map((shortcut) => [shortcut.key, shortcut]));
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isElsewhere(event.target)) return;
      const shortcut = byKey.get(meantKey(event));
      if (!shortcut) return;
      shortcut.press(session, view);
      event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [session, view, on]);
}
