import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { hasStatus, hasWord } from "../api/client";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { useToast } from "../ui/useToast";

/** Says why something could not be done with a document. */
export function useDocumentFailure(): (error: unknown) => string {
  const { t } = useTranslation("library");
  const failureText = useFailureText();
  return (error) => {
    if (hasWord(error, "storage_full")) return t("full");
    if (hasWord(error, "bad_file")) return t("failedFile");
    if (hasStatus(error, 413)) return t("failedLarge");
    if (hasWord(error, "meeting_cancelled")) return t("cancelled");
    if (hasStatus(error, 404)) return t("gone");
    return failureText(error);
  };
}

/** Changes something about a document, says that it was done (null: that is seen), and asks for the list anew. */
export function useDocumentChange(change: () => Promise<unknown>, done: string | null) {
  const failureText = useDocumentFailure();
  const showToast = useToast();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: change,
    onSuccess: () => {
      if (done !== null) showToast(done);
    },
    onError: (error) => showToast(failureText(error), "failed"),
    // Also where somebody else was faster.
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ["library"] });
      await queries.invalidateQueries({ queryKey: ["storage"] });
    },
  });
  useSessionExpiry(mutation.error);
  return mutation;
}
