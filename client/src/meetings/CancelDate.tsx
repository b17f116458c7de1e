import { Alert, Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { api, type MeetingSummary, type SeriesDate } from "../api/client";
import dialogStyles from "../ui/dialogs.module.css";
import { useFailureText } from "../ui/failures";
import textStyles from "../ui/text.module.css";
import { useFormats, useNow } from "../ui/useFormats";
import styles from "./CancelMeeting.module.css";
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
  const failureText = useFailureText();
  const when = formatWhen(new Date(date.startsAt), useNow(30_000));
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  const cancel = useChangeDate(meeting, () => api.cancelDate(meeting.mid, date.date), {
    done: t("dates.cancelled", { when }),
    onDone: onBack,
  });
  return (
    <>
      <p className={textStyles.text}>{t("dates.cancelMeaning")}</p>
      {cancel.error ? (
        <Alert color="red" variant="light" role="alert" mt={12}>
          {failureText(cancel.error)}
        </Alert>
      ) : null}
      <div className={`${dialogStyles.actions ?? ""} ${styles.actions ?? ""}`}>
        <Button ref={keep} variant="default" size="md" onClick={onBack} data-autofocus>
          {t("dates.keep")}
        </Button>
        <Button color="red" size="md" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t("dates.cancelOne")}
        </Button>
      </div>
    </>
  );
}
