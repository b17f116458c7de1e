import { type FocusEventHandler, type Ref, useLayoutEffect, useRef } from "react";

export interface FocusThrough<Part extends HTMLElement> {
  ref: Ref<Part>;
  onFocus: FocusEventHandler;
  onBlur: FocusEventHandler;
}

/**
 * For what is drawn as another element when `form` changes, such as a picture that becomes large: who had the focus in
 * the one has it on the other, instead of losing it with what is gone. Give the result to both elements.
 */
export function useFocusThrough<Part extends HTMLElement>(form: unknown): FocusThrough<Part> {
  const part = useRef<Part>(null);
  const held = useRef(false);
  useLayoutEffect(() => {
    // While React changes the document it tells nobody that the focus goes: who had it is known from before.
    if (held.current && !part.current?.contains(document.activeElement)) part.current?.focus({ preventScroll: true });
  }, [form]);
  return {
    ref: part,
    onFocus: () => void (held.current = true),
    onBlur: () => void (held.current = false),
  };
}
