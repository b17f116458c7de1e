import { useTranslation } from "react-i18next";

import { api, type MeetingSummary, type SeriesDate } from "../api/client";
import { useFormats, useNow } from "../ui/useFormats";
import { CancelQuestion } from "./CancelQuestion";
import { useChangeDate } from "./useChangeDate";

interface Props {
  meeting: MeetingSummary;
  date: SeriesDate;
  onBack: () => void;
}

/** Asks before one date of a series is cancelled, because people are told at once. */
export function CancelDate({ meeting, date, onBack }: Props) {
  const { t } = useTranslation("pages");
  const { formatWhen } = useFormats();
  const when = formatWhen(new Date(date.startsAt), useNow(30_000));
  const cancel = useChangeDate(meeting, () => api.cancelDate(meeting.mid, date.date), {
    done: t("dates.cancelled", { when }),
    onDone: onBack,
  });
  return (
    <CancelQuestion
      meaning={t("dates.cancelMeaning")}
      keep={t("dates.keep")}
      confirm={t("dates.cancelOne")}
      cancellation={cancel}
      onKeep={onBack}
    />
  );
}
