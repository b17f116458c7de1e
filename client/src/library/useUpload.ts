import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { hasStatus } from "../api/client";
import { uploadFile } from "../api/upload";
import { randomKey } from "../browser/randomKey";
import { uploadName } from "../browser/upload";
import { useSessionExpiry } from "../ui/failures";
import { useToast } from "../ui/useToast";
import { useShelfFailure } from "./useShelfChange";

export interface Sending {
  name: string;
  /** From 0 to 1. */
  sent: number;
}

/**
 * Sends files to this path, one after the other; `done` says what became of one. Where one is not taken that is said,
 * and the others are sent all the same.
 */
export function useUpload(path: string, query: Readonly<Record<string, string>>, done: (name: string) => string) {
  const { t } = useTranslation("library");
  const failureText = useShelfFailure();
  const showToast = useToast();
  const queries = useQueryClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const upload = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) {
        const name = uploadName(file);
        setSending({ name, sent: 0 });
        try {
          await uploadFile(path, { ...query, name, key: randomKey() }, file, (sent) => setSending({ name, sent }));
          showToast(done(name));
        } catch (error) {
          if (hasStatus(error, 401)) throw error;
          showToast(t("notAdded", { name, reason: failureText(error) }), "failed");
        }
      }
    },
    onError: (error) => showToast(failureText(error), "failed"),
    onSettled: async () => {
      setSending(null);
      await queries.invalidateQueries({ queryKey: ["library"] });
      await queries.invalidateQueries({ queryKey: ["storage"] });
    },
  });
  useSessionExpiry(upload.error);
  return { sending, send: (files: readonly File[]) => upload.mutate(files), pending: upload.isPending };
}
