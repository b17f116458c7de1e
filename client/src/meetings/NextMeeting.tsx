import { Button } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import type { ListedMeeting } from "../api/client";
import { useFormats } from "../ui/useFormats";
import { When } from "../ui/When";
import { isChanged, isUnderWay, titleOf } from "./agenda";
import { InvitedMenu } from "./InvitedMenu";
import type { Purpose } from "./MeetingForm";
import { MeetingMenu } from "./MeetingMenu";
import styles from "./NextMeeting.module.css";
import { Repeats } from "./Repeats";

const SOON = 24 * 3600;

interface Props {
  meeting: ListedMeeting;
  now: Date;
  onForm: (purpose: Purpose) => void;
}

/** The meeting that goes on or comes next, with the one thing to do about it. */
export function NextMeeting({ meeting, now, onForm }: Props) {
  const { t } = useTranslation("pages");
  const id = useId();
  const title = titleOf(meeting) || t("meetings.untitled", { code: meeting.code });
  return (
    <section className={styles.next} aria-labelledby={id}>
      <div className={styles.about}>
        <p className={styles.eyebrow} data-live={isUnderWay(meeting)}>
          <Eyebrow meeting={meeting} now={now} />
        </p>
        <h2 id={id}>
          <bdi>{title}</bdi>
        </h2>
        <p className={styles.when}>
          <When startsAt={meeting.startsAt} endsAt={meeting.endsAt} />
          {meeting.repeats ? <Repeats rule={meeting.repeats} /> : null}
          {isChanged(meeting) ? <span>{t("dates.isChanged")}</span> : null}
          {meeting.kind === "invited" && meeting.role !== "host" ? (
            <bdi>{t("invited.by", { owner: meeting.owner })}</bdi>
          ) : null}
          {meeting.kind === "invited" && meeting.answer ? <span>{t(`invited.answer.${meeting.answer}`)}</span> : null}
        </p>
      </div>
      <div className={styles.actions}>
        {meeting.kind === "own" ? (
          <>
            <Button component="a" href={meeting.hostUrl} size="md" aria-describedby={id}>
              {t("meetings.enterAsHost")}
            </Button>
            <MeetingMenu meeting={meeting} title={title} now={now} onForm={onForm} />
          </>
        ) : (
          <>
            <Button component="a" href={meeting.participantUrl} size="md" aria-describedby={id}>
              {t("invited.enter")}
            </Button>
            <InvitedMenu meeting={meeting} title={title} />
          </>
        )}
      </div>
    </section>
  );
}

/** How far off it is, or who is inside already. */
function Eyebrow({ meeting, now }: Omit<Props, "onForm">) {
  const { t } = useTranslation("pages");
  const { formatFromNow } = useFormats();
  if (isUnderWay(meeting)) {
    const status = t(`meetings.status.${meeting.status}`);
    return <>{meeting.inside > 0 ? `${status} · ${t("meetings.inside", { count: meeting.inside })}` : status}</>;
  }
  const seconds = meeting.startsAt ? (Date.parse(meeting.startsAt) - now.getTime()) / 1000 : 0;
  if (seconds <= 0) return <>{t("agenda.due")}</>;
  return <>{seconds < SOON ? t("agenda.begins", { when: formatFromNow(seconds) }) : t("agenda.next")}</>;
}
