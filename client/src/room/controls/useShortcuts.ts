import { useEffect, useRef } from "react";

import type { RoomSession } from "../session";

interface Actions {
  onPeople: () => void;
  onHelp: () => void;
}

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

/** M microphone, V camera, H hand, P people, ? help. */
export function useShortcuts(session: RoomSession, actions: Actions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isElsewhere(event.target)) return;
      const { local, media, room } = session;
      const { hasSlot } = media.state.getState();
      switch (meantKey(event)) {
        case "M":
          if (hasSlot) void local.set("microphone", !local.state.getState().microphone.on);
          break;
        case "V":
          if (hasSlot) void local.set("camera", !local.state.getState().camera.on);
          break;
        case "H":
          void session.command({ type: "setHand", raised: room.getState().you?.hand == null });
          break;
        case "P":
          latest.current.onPeople();
          break;
        case "?":
          latest.current.onHelp();
          break;
        default:
          return;
      }
      event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [session]);
}
