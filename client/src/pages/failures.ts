import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import { ApiError } from "../api";
import { useNow, useSpeech } from "./useSpeech";

/** A refusal without a time is asked again after this many seconds. */
const REST = 60;

/** Says kindly what happened, what is safe, what to do. A refusal that only one page knows is said by that page. */
export function sayFailure(t: TFunction<"pages">, error: unknown): string {
  if (!(error instanceof ApiError)) return t("failure.unexpected");
  if ([0, 502, 503, 504].includes(error.status)) return t("failure.unreachable");
  if (error.status === 403) return t("failure.forbidden");
  return t("failure.unexpected");
}

/**
 * The sentence for a refusal for too many attempts (429), saying when to try again.
 *
 * @param since when the refused call was made, milliseconds since 1970
 * @returns null where the error is another one, and as soon as the time is over
 */
export function useRest(error: unknown, since: number): string | null {
  const { t } = useTranslation("pages");
  const { sayFromNow } = useSpeech();
  const now = useNow(1_000);
  if (!(error instanceof ApiError) || error.status !== 429) return null;
  const seconds = (error.retryAfter ?? REST) - Math.max(0, now.getTime() - since) / 1_000;
  return seconds > 0 ? t("failure.tooMany", { when: sayFromNow(seconds) }) : null;
}
