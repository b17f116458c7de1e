import { useTranslation } from "react-i18next";

import { useNow, useSpeech } from "./useSpeech";

/** When a meeting is, as people say it; the full form on hover. */
export function When({ startsAt, endsAt }: { startsAt: string | null; endsAt: string | null }) {
  const { t } = useTranslation("pages");
  const { sayWhen, sayRange, sayInFull } = useSpeech();
  const now = useNow(60_000);
  if (!startsAt) return <>{t("when.any")}</>;
  const start = new Date(startsAt);
  return (
    <time dateTime={startsAt} title={sayInFull(start)} className="tabular">
      {endsAt ? sayRange(start, new Date(endsAt), now) : sayWhen(start, now)}
    </time>
  );
}
