import { useMutation, useQueryClient } from "@tanstack/react-query";

import { useFailureText, useSessionExpiry } from "./failures";
import { useToast } from "./useToast";

interface Outcome {
  /** What is said when it was done; null: that is seen. */
  done: string | null;
  /** Says why it could not be done, where the page knows more of that than all do. */
  failureText?: (error: unknown) => string;
  /** What shows it, by the first word of its query, and is asked for anew. */
  shownIn: readonly string[];
  onDone?: (() => void) | undefined;
}

/** Changes something that a list shows, says what became of it, and asks for the list anew. */
export function useChange(change: () => Promise<unknown>, { done, failureText, shownIn, onDone }: Outcome) {
  const usualText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: change,
    onSuccess: () => {
      if (done !== null) showToast(done);
      onDone?.();
    },
    onError: (error) => showToast((failureText ?? usualText)(error), "failed"),
    // Also where somebody else was faster.
    onSettled: async () => {
      for (const word of shownIn) await queries.invalidateQueries({ queryKey: [word] });
    },
  });
  useSessionExpiry(mutation.error);
  return mutation;
}
