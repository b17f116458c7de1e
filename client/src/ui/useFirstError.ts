import { type RefObject, useEffect, useRef } from "react";

/** Leads to the first field of a form that is not right, each time that `tries` grows: it may be out of sight. */
export function useFirstError(tries: number): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [tries]);
  return form;
}
