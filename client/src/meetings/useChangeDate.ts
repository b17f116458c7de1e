import { useMutation, useQueryClient } from "@tanstack/react-query";

import type { MeetingSummary } from "../api/client";
import { useSessionExpiry } from "../ui/failures";
import { useToast } from "../ui/useToast";

/** Changes one date of a series; lists that have it are read again, and the person is told. */
export function useChangeDate<Values = void>(
  meeting: MeetingSummary,
  change: (values: Values) => Promise<unknown>,
  { done, onDone }: { done: string; onDone?: () => void },
) {
  const showToast = useToast();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: change,
    onSuccess: async () => {
      showToast(done);
      onDone?.();
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["dates", meeting.mid] }),
        queries.invalidateQueries({ queryKey: ["meetings"] }),
      ]);
    },
  });
  useSessionExpiry(mutation.error);
  return mutation;
}
