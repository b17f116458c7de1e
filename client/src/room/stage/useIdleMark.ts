import { type RefObject, useEffect } from "react";

/** Milliseconds without a move after which somebody only looks. */
const IDLE = 4_000;
const SIGNS = ["pointermove", "pointerdown", "keydown", "focusin"] as const;

/** Marks an element with `data-idle` while the person does nothing; without drawing anything again. */
export function useIdleMark(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const wake = () => {
      clearTimeout(timer);
      delete ref.current?.dataset.idle;
      timer = setTimeout(() => ref.current?.setAttribute("data-idle", ""), IDLE);
    };
    wake();
    for (const sign of SIGNS) window.addEventListener(sign, wake, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS) window.removeEventListener(sign, wake);
    };
  }, [ref]);
}
