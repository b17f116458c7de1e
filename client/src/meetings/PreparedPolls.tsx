import { Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api, type NewKeyedPoll } from "../api/client";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { useSendOnce } from "../ui/useSendOnce";
import { useToast } from "../ui/useToast";
import { PollsEditor } from "./PollsEditor";

/** The polls of a meeting that is there: each change is stored at once. */
export function PreparedPolls({ mid }: { mid: string }) {
  const failureText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  const queryKey = ["polls", mid];
  const list = useQuery({ queryKey, queryFn: () => api.polls(mid) });
  const change = useMutation({
    mutationFn: async (work: () => Promise<unknown>) => work(),
    onError: (error) => showToast(failureText(error), "failed"),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
  const create = useSendOnce((question: NewKeyedPoll) => api.createPoll(mid, question));
  useSessionExpiry(list.error ?? change.error);
  if (list.isPending) return <Skeleton height={96} radius="md" />;
  if (!list.data) return <p role="alert">{failureText(list.error)}</p>;
  return (
    <PollsEditor
      polls={list.data.polls}
      onSave={(question, id) => {
        const work = () => (id === null ? create(question) : api.changePoll(mid, id, question));
        return change.mutateAsync(work).then(
          () => true,
          () => false,
        );
      }}
      onDelete={(id) => change.mutate(() => api.deletePoll(mid, id))}
      onOrder={(ids) => change.mutate(() => api.orderPolls(mid, ids))}
    />
  );
}
