import { useTranslation } from "react-i18next";

import { useFormats, useNow } from "./useFormats";

/** When a meeting is, as people say it; the full form on hover. */
export function When({ startsAt, endsAt }: { startsAt: string | null; endsAt: string | null }) {
  const { t } = useTranslation("pages");
  const { formatWhen, formatRange, formatInFull } = useFormats();
  const now = useNow(60_000);
  if (!startsAt) return <>{t("when.any")}</>;
  const start = new Date(startsAt);
  return (
    <time dateTime={startsAt} title={formatInFull(start)} className="tabular">
      {endsAt ? formatRange(start, new Date(endsAt), now) : formatWhen(start, now)}
    </time>
  );
}
