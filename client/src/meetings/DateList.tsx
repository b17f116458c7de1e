import { ActionIcon, Button, Skeleton, Tooltip } from "@mantine/core";
import { IconCalendarX, IconEdit } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { api, type MeetingSummary, type SeriesDate } from "../api/client";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { useFormats, useNow } from "../ui/useFormats";
import { useToast } from "../ui/useToast";
import styles from "./DateList.module.css";
import type { DateStep } from "./dateSteps";
import { useChangeDate } from "./useChangeDate";

interface Props {
  meeting: MeetingSummary;
  /** Whether the person was at another step before: the focus comes back to the list. */
  again: boolean;
  onStep: (step: DateStep) => void;
}

/** The dates of a series that are not over, those that are cancelled among them. */
export function DateList({ meeting, again, onStep }: Props) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const now = useNow(30_000);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (again) top.current?.focus();
  }, [again]);
  const list = useInfiniteQuery({
    queryKey: ["dates", meeting.mid],
    queryFn: ({ pageParam }) => api.dates(meeting.mid, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  useSessionExpiry(list.error);
  const dates = list.data?.pages.flatMap((page) => page.dates) ?? [];
  return (
    <div ref={top} tabIndex={-1} className={styles.top}>
      {list.isPending ? <Skeleton height={48} radius="md" /> : null}
      {list.error && !list.data ? <p role="alert">{failureText(list.error)}</p> : null}
      {list.data && dates.length === 0 ? <p className={styles.none}>{t("dates.none")}</p> : null}
      {dates.length > 0 ? (
        <ul className={styles.dates} aria-label={t("dates.list")}>
          {dates.map((date) => (
            <DateRow key={date.date} meeting={meeting} date={date} now={now} onStep={onStep} />
          ))}
        </ul>
      ) : null}
      {list.hasNextPage ? (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("meetings.more")}
        </Button>
      ) : null}
    </div>
  );
}

interface RowProps extends Omit<Props, "again"> {
  date: SeriesDate;
  now: Date;
}

function DateRow({ meeting, date, now, onStep }: RowProps) {
  const { t } = useTranslation("pages");
  const { formatRange, formatWhen, formatInFull } = useFormats();
  const start = new Date(date.startsAt);
  const when = formatWhen(start, now);
  const moved = date.startsAt !== date.originalStartsAt;
  return (
    <li className={styles.date} data-cancelled={date.cancelled}>
      <div className={styles.about}>
        <time dateTime={date.startsAt} title={formatInFull(start)} className={`${styles.when ?? ""} tabular`}>
          {formatRange(start, new Date(date.endsAt), now)}
        </time>
        {date.title !== meeting.title ? <bdi className={styles.title}>{date.title}</bdi> : null}
        {date.cancelled || date.changed ? (
          <span className={styles.marks}>
            <span>{t(date.cancelled ? "dates.isCancelled" : "dates.isChanged")}</span>
            {moved ? (
              <span>{t("dates.insteadOf", { when: formatWhen(new Date(date.originalStartsAt), now) })}</span>
            ) : null}
          </span>
        ) : null}
      </div>
      {date.cancelled ? (
        <RestoreDate meeting={meeting} date={date} when={when} />
      ) : (
        <div className={styles.actions}>
          <Tooltip label={t("dates.editOf", { when })}>
            <ActionIcon
              size={44}
              aria-label={t("dates.editOf", { when })}
              onClick={() => onStep({ kind: "edit", date })}
            >
              <IconEdit size={20} stroke={1.75} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t("dates.cancelOf", { when })}>
            <ActionIcon
              size={44}
              aria-label={t("dates.cancelOf", { when })}
              onClick={() => onStep({ kind: "cancel", date })}
            >
              <IconCalendarX size={20} stroke={1.75} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </div>
      )}
    </li>
  );
}

function RestoreDate({ meeting, date, when }: Pick<RowProps, "meeting" | "date"> & { when: string }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const showToast = useToast();
  const restore = useChangeDate(meeting, () => api.restoreDate(meeting.mid, date.date), {
    done: t("dates.restored", { when }),
  });
  return (
    <Button
      variant="default"
      loading={restore.isPending}
      aria-label={t("dates.restoreOf", { when })}
      onClick={() => restore.mutate(undefined, { onError: (error) => showToast(failureText(error), "failed") })}
    >
      {t("agenda.restore")}
    </Button>
  );
}
