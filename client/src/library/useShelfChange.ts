import { useTranslation } from "react-i18next";

import { hasStatus, hasWord } from "../api/client";
import { useFailureText } from "../ui/failures";
import { useChange } from "../ui/useChange";

/** Says why something could not be done with a document or a whiteboard. */
export function useShelfFailure(): (error: unknown) => string {
  const { t } = useTranslation("library");
  const failureText = useFailureText();
  return (error) => {
    if (hasWord(error, "storage_full")) return t("full");
    if (hasWord(error, "bad_file")) return t("failedFile");
    if (hasStatus(error, 413)) return t("failedLarge");
    if (hasWord(error, "limit_reached")) return t("tooMany");
    if (hasWord(error, "meeting_cancelled")) return t("cancelled");
    if (hasStatus(error, 404)) return t("gone");
    return failureText(error);
  };
}

/** Changes something about a document or a whiteboard, and says that it was done (null: that is seen). */
export function useShelfChange(change: () => Promise<unknown>, done: string | null) {
  return useChange(change, { done, failureText: useShelfFailure(), shownIn: ["library", "storage"] });
}
