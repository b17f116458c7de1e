/** What keys mean where one draws. */

import type { KeyboardEvent } from "react";

import { meantKey } from "../../../controls/useShortcuts";
import type { Sketch } from "./sketch";
import { IMAGE_KEYS, toolByKey } from "./tools";

const WITH_CONTROL: ReadonlySet<string> = new Set(["a", "c", "d", "g", "v", "x", "y", "z"]);

/** Keys of Excalidraw that lead to what is not offered here go no farther; letters choose our tools. */
export function keepKey(
  event: KeyboardEvent,
  sketch: Pick<Sketch, "choose" | "chooseImages">,
  mayWrite: boolean,
): void {
  if (event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement) return;
  const control = event.ctrlKey || event.metaKey;
  if (control && !event.altKey ? WITH_CONTROL.has(event.key.toLowerCase()) : event.key.length > 1 || event.key === " ")
    return;
  event.stopPropagation();
  if (control && !event.altKey && WITH_CONTROL.has(meantKey(event).toLowerCase())) {
    // Excalidraw knows Latin letters alone.
    event.target.dispatchEvent(withLatinKey(event.nativeEvent, meantKey(event).toLowerCase()));
    return;
  }
  const chosen = control || event.altKey || !mayWrite ? "" : meantKey(event) || meantDigit(event);
  if (chosen !== "" && IMAGE_KEYS.includes(chosen.toUpperCase())) {
    event.preventDefault();
    // A key that is held down asks once.
    if (!event.repeat) sketch.chooseImages();
    return;
  }
  const tool = toolByKey(chosen);
  if (!tool) return;
  event.preventDefault();
  sketch.choose(tool);
}

/** The digit that was meant, on keyboards with others than those of English. */
const meantDigit = ({ key, code }: KeyboardEvent): string =>
  key.charCodeAt(0) > 0x7f && code.startsWith("Digit") ? code.slice(5) : key;

const withLatinKey = ({ code, ctrlKey, metaKey, shiftKey }: globalThis.KeyboardEvent, key: string) =>
  new window.KeyboardEvent("keydown", { key, code, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true });
