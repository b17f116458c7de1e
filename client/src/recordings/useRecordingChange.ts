import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { api } from "../api/client";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { useToast } from "../ui/useToast";

export type RecordingEdit = Parameters<typeof api.changeRecording>[1];

/** Changes something about a recording, says that it was done (null: that is seen), and asks for the list anew. */
export function useRecordingChange(change: () => Promise<unknown>, done: string | null, onDone?: () => void) {
  const failureText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: change,
    onSuccess: () => {
      if (done !== null) showToast(done);
      onDone?.();
    },
    onError: (error) => showToast(failureText(error), "failed"),
    // Also where somebody else was faster.
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ["recordings"] });
      await queries.invalidateQueries({ queryKey: ["storage"] });
    },
  });
  useSessionExpiry(mutation.error);
  return mutation;
}
