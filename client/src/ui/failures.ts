import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { ApiError, hasStatus } from "../api/client";
import { useFormats, useNow } from "./useFormats";

/** Seconds until the next try, where a refusal for too many attempts names no time. */
const DEFAULT_RETRY = 60;

/** HTTP statuses that say that nobody was there to answer; 0 is a lost line. */
const UNREACHABLE = [0, 502, 503, 504];

/** A function that says kindly what happened, what is safe, what to do. What only one page knows, that page says. */
export function useFailureText(): (error: unknown) => string {
  const { t } = useTranslation("pages");
  const { formatFromNow } = useFormats();
  return (error) => {
    if (!(error instanceof ApiError)) return t("failure.unexpected");
    if (UNREACHABLE.includes(error.status)) return t("failure.unreachable");
    if (error.status === 401) return t("failure.signedOut");
    if (error.status === 403) return t("failure.forbidden");
    if (error.status === 429) return t("failure.tooMany", { when: formatFromNow(error.retryAfter ?? DEFAULT_RETRY) });
    return t("failure.unexpected");
  };
}

/** Where a call fails because the sign-in has run out, the page asks who is signed in, and so shows the form again. */
export function useSessionExpiry(error: unknown): void {
  const queries = useQueryClient();
  const over = hasStatus(error, 401);
  useEffect(() => {
    if (over) void queries.invalidateQueries({ queryKey: ["session"] });
  }, [over, queries]);
}

/**
 * The sentence for a refusal for too many attempts (429), counting down to when one may try again.
 *
 * @param since when the refused call was made, milliseconds since 1970
 * @returns null where the error is another one, and as soon as the time is over
 */
export function useRetryText(error: unknown, since: number): string | null {
  const { t } = useTranslation("pages");
  const { formatFromNow } = useFormats();
  const now = useNow(1_000);
  if (!hasStatus(error, 429)) return null;
  const seconds = (error.retryAfter ?? DEFAULT_RETRY) - Math.max(0, now.getTime() - since) / 1_000;
  return seconds > 0 ? t("failure.tooMany", { when: formatFromNow(seconds) }) : null;
}
