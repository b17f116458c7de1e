import { useTranslation } from "react-i18next";

import type { ListedMeeting } from "../api/client";
import { useFormats } from "../ui/useFormats";
import { isChanged, isUnderWay } from "./agenda";
import styles from "./MeetingList.module.css";
import { Repeats } from "./Repeats";

interface Props {
  meeting: ListedMeeting;
  now: Date;
}

/** When it is, as short as its place allows. */
export function Time({ meeting, underDay, now }: Props & { underDay: boolean }) {
  const { t } = useTranslation("pages");
  const { formatTimeOfDay, formatRange, formatWhen, formatInFull } = useFormats();
  if (!meeting.startsAt) {
    if (meeting.personal) return <>{t("agenda.always")}</>;
    if (!meeting.held) return <>{t("when.any")}</>;
    // One that was held at once began when it was made: that is the day under which it stands.
    const made = new Date(meeting.createdAt);
    return (
      <time dateTime={meeting.createdAt} title={formatInFull(made)} className="tabular">
        {underDay ? formatTimeOfDay(made) : formatWhen(made, now)}
      </time>
    );
  }
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
export function Facts({ meeting, now }: Props) {
  const { t } = useTranslation("pages");
  const { formatWhen } = useFormats();
  const facts = [];
  if (meeting.kind === "invited" && meeting.role !== "host") {
    facts.push(
      <span key="owner">
        <bdi>{t("invited.by", { owner: meeting.owner })}</bdi>
      </span>,
    );
    if (meeting.answer) facts.push(<span key="answer">{t(`invited.answer.${meeting.answer}`)}</span>);
  }
  if (meeting.kind === "own" && meeting.cancelled && meeting.restorableUntil) {
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
  if (isChanged(meeting)) facts.push(<span key="changed">{t("dates.isChanged")}</span>);
  if (meeting.personal && meeting.kind === "own") facts.push(<span key="personal">{t("agenda.personal")}</span>);
  return facts.length ? <p className={styles.facts}>{facts}</p> : null;
}
