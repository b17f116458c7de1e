import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import { api, type MeetingSummary } from "../api/client";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { useFormats } from "../ui/useFormats";
import { useToast } from "../ui/useToast";
import { isOver, isUnderWay } from "./agenda";
import type { Purpose } from "./MeetingForm";
import styles from "./MeetingList.module.css";
import { MeetingMenu } from "./MeetingMenu";
import { Repeats } from "./Repeats";

interface Props {
  meeting: MeetingSummary;
  /** Where the row stands below the name of its day, the day need not be said again. */
  underDay: boolean;
  now: Date;
  onForm: (purpose: Purpose) => void;
}

/** One of the person's own meetings, with what can be done about it. */
export function MeetingRow({ meeting, underDay, now, onForm }: Props) {
  const { t } = useTranslation("pages");
  const title = meeting.title || t("meetings.untitled", { code: meeting.code });
  const id = useId();
  return (
    <li className={styles.meeting}>
      <p className={styles.time}>
        <Time meeting={meeting} underDay={underDay} now={now} />
      </p>
      <div className={styles.about}>
        <h3 id={id} className={styles.title}>
          <bdi>{title}</bdi>
        </h3>
        <Facts meeting={meeting} now={now} />
      </div>
      <div className={styles.actions}>
        {meeting.cancelled ? (
          <Restore meeting={meeting} title={title} titleId={id} />
        ) : (
          <>
            {isOver(meeting, now) ? null : (
              <Button
                component="a"
                href={meeting.hostUrl}
                variant={isUnderWay(meeting) ? "filled" : "light"}
                className={styles.enter}
                aria-describedby={id}
              >
                {t("meetings.enterAsHost")}
              </Button>
            )}
            <MeetingMenu meeting={meeting} title={title} now={now} onForm={onForm} />
          </>
        )}
      </div>
    </li>
  );
}

function Time({ meeting, underDay, now }: Omit<Props, "onForm">) {
  const { t } = useTranslation("pages");
  const { formatTimeOfDay, formatRange, formatWhen, formatInFull } = useFormats();
  if (!meeting.startsAt) return <>{meeting.personal ? t("agenda.always") : t("when.any")}</>;
  const start = new Date(meeting.startsAt);
  const end = meeting.endsAt ? new Date(meeting.endsAt) : null;
  const sameDay = end?.toDateString() === start.toDateString();
  const shown =
    underDay && (!end || sameDay)
      ? end
        ? t("when.range", { start: formatTimeOfDay(start), end: formatTimeOfDay(end) })
        : formatTimeOfDay(start)
      : end
        ? formatRange(start, end, now)
        : formatWhen(start, now);
  return (
    <time dateTime={meeting.startsAt} title={formatInFull(start)} className="tabular">
      {shown}
    </time>
  );
}

/** What is to be known of a meeting besides title and time; nothing of most. */
function Facts({ meeting, now }: { meeting: MeetingSummary; now: Date }) {
  const { t } = useTranslation("pages");
  const { formatWhen } = useFormats();
  const facts = [];
  if (meeting.cancelled && meeting.restorableUntil) {
    const until = formatWhen(new Date(meeting.restorableUntil), now);
    facts.push(<span key="until">{t("agenda.restorableUntil", { until })}</span>);
  } else if (isUnderWay(meeting)) {
    facts.push(
      <span key="status" className={styles.status} data-status={meeting.status}>
        {t(`meetings.status.${meeting.status}`)}
      </span>,
    );
  } else if (meeting.status === "scheduled" && meeting.startsAt && new Date(meeting.startsAt) < now) {
    facts.push(<span key="status">{t("meetings.status.scheduled")}</span>);
  }
  if (meeting.inside > 0) facts.push(<span key="inside">{t("meetings.inside", { count: meeting.inside })}</span>);
  if (meeting.repeats) facts.push(<Repeats key="repeats" rule={meeting.repeats} />);
  if (meeting.personal) facts.push(<span key="personal">{t("agenda.personal")}</span>);
  return facts.length ? <p className={styles.facts}>{facts}</p> : null;
}

function Restore({ meeting, title, titleId }: { meeting: MeetingSummary; title: string; titleId: string }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  const restore = useMutation({
    mutationFn: () => api.restoreMeeting(meeting.mid),
    onSuccess: async () => {
      showToast(t("agenda.restored", { title }));
      await queries.invalidateQueries({ queryKey: ["meetings"] });
    },
    onError: (error) => showToast(failureText(error), "failed"),
  });
  useSessionExpiry(restore.error);
  return (
    <Button variant="default" loading={restore.isPending} aria-describedby={titleId} onClick={() => restore.mutate()}>
      {t("agenda.restore")}
    </Button>
  );
}
