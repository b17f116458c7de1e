import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { hasWord, type Minutes } from "../api/client";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { useToast } from "../ui/useToast";
import type { MinutesSource } from "./source";

type ActionItem = Minutes["actionItems"][number];

/** A tick of the person, shown until the minutes have the version that has it; Infinity until the server has answered. */
interface Tick {
  done: boolean;
  version: number;
}

/**
 * Ticks action items off, or on again. A tick is seen at once, before the server has answered; where it refuses, the
 * item is as it was, and the person is told why.
 */
export function useTicks(source: MinutesSource, minutes: Minutes) {
  const { t } = useTranslation("minutes");
  const failureText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  // Held here, not in the cache: what that tells its observers comes a moment after the browser has asked for the box.
  const [ticks, setTicks] = useState<ReadonlyMap<string, Tick>>(new Map());
  const mutation = useMutation({
    mutationKey: source.key,
    scope: source.scope,
    mutationFn: ({ id, done }: { id: string; done: boolean }) => {
      const latest = queries.getQueryData<Minutes>(source.key) ?? minutes;
      return source.edit({
        version: latest.version,
        actionItems: latest.actionItems.map(({ id: each, text, assignee, due, done: before }) => ({
          id: each,
          text,
          assignee,
          due,
          done: each === id ? done : before,
        })),
      });
    },
    onSuccess: (after, { id, done }) => {
      queries.setQueryData(source.key, after);
      setTicks((before) => {
        const tick = before.get(id);
        return tick?.done === done ? new Map(before).set(id, { done, version: after.version }) : before;
      });
    },
    onError: async (error, { id }) => {
      setTicks((before) => new Map([...before].filter(([each]) => each !== id)));
      const changed = hasWord(error, "changed_meanwhile");
      showToast(changed ? t("tickChanged") : failureText(error), "failed");
      if (changed) await queries.invalidateQueries({ queryKey: source.key });
    },
  });
  useSessionExpiry(mutation.error);
  return {
    isDone: ({ id, done }: ActionItem): boolean => {
      const tick = ticks.get(id);
      return tick && minutes.version < tick.version ? tick.done : done;
    },
    tick: (id: string, done: boolean) => {
      setTicks((before) => new Map(before).set(id, { done, version: Infinity }));
      mutation.mutate({ id, done });
    },
  };
}
