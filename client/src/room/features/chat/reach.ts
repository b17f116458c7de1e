import { createContext, use } from "react";

/** Whether Tab leads to the parts of a message (buttons, links): only in the one that was reached last. */
export const Reached = createContext(true);

/** The `tabIndex` of a part of a message: a list of hundreds takes one person's Tab no more than one message does. */
export function usePartTabIndex(): -1 | undefined {
  return use(Reached) ? undefined : -1;
}
