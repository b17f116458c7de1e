import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { type Account, api } from "../api/client";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { useToast } from "../ui/useToast";

/** Changes the own account, and says so. */
export function useChangeAccount() {
  const { t } = useTranslation("account");
  const failureText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: api.changeAccount,
    onSuccess: async (account) => {
      queries.setQueryData<Account>(["account"], account);
      await queries.invalidateQueries({ queryKey: ["session"] });
      showToast(t("saved"));
    },
    onError: (error) => showToast(failureText(error), "failed"),
  });
  useSessionExpiry(change.error);
  return change;
}
