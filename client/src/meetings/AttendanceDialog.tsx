import { Anchor, Button, Select, Skeleton } from "@mantine/core";
import { IconDownload, IconFileText } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type Attendee, type MeetingSummary } from "../api/client";
import { Facts } from "../ui/Facts";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { useFormats, useNow } from "../ui/useFormats";
import { useMinutesAddress } from "../ui/useMinutesAddress";
import { WideDialog } from "../ui/WideDialog";
import styles from "./AttendanceDialog.module.css";

const REFRESH = 15_000;

/** What else can be had of a run, as a file. */
const MORE = [
  { about: "polls", format: "csv", text: "polls_csv" },
  { about: "polls", format: "xlsx", text: "polls_xlsx" },
  { about: "chat", format: "txt", text: "chat_txt" },
  { about: "chat", format: "csv", text: "chat_csv" },
] as const;

interface Props {
  meeting: MeetingSummary;
  /** What the meeting is called on the screen. */
  title: string;
  opened: boolean;
  onClose: () => void;
}

/** Who was in a meeting and how long, run by run, with files to take away. */
export function AttendanceDialog({ meeting, title, opened, onClose }: Props) {
  const { t } = useTranslation("pages");
  return (
    <WideDialog title={t("attendance.heading", { title })} opened={opened} onClose={onClose} size="xl">
      <Runs meeting={meeting} />
    </WideDialog>
  );
}

function Runs({ meeting }: { meeting: MeetingSummary }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const minutesAddress = useMinutesAddress();
  const { formatRange, formatWhen } = useFormats();
  const now = useNow(60_000);
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useQuery({ queryKey: ["instances", meeting.mid], queryFn: () => api.instances(meeting.mid) });
  useSessionExpiry(list.error);
  if (list.isPending) return <Skeleton height={48} radius="md" />;
  if (!list.data) return <p role="alert">{failureText(list.error)}</p>;
  const { instances } = list.data;
  const run = instances.find(({ id }) => id === chosen) ?? instances[0];
  if (!run) return <p>{t("attendance.nobody")}</p>;
  const label = ({ startedAt, endedAt }: typeof run) =>
    endedAt ? formatRange(new Date(startedAt), new Date(endedAt), now) : formatWhen(new Date(startedAt), now);
  const file = (format: string) =>
    `/api/v1/meetings/${meeting.mid}/instances/${run.id}/attendance/file?format=${format}`;
  const moreFile = (about: string, format: string) =>
    `/api/v1/meetings/${meeting.mid}/instances/${run.id}/${about}/file?format=${format}`;
  return (
    <>
      <div className={styles.head}>
        {instances.length > 1 ? (
          <Select
            label={t("attendance.run")}
            size="md"
            data={instances.map((one) => ({ value: one.id, label: label(one) }))}
            value={run.id}
            onChange={setChosen}
            allowDeselect={false}
          />
        ) : (
          <p className={styles.when}>{label(run)}</p>
        )}
        <div className={styles.files}>
          {run.minutes ? (
            <Button
              component={Link}
              to={minutesAddress(meeting.mid, run.id)}
              variant="default"
              leftSection={<IconFileText size={18} stroke={1.75} aria-hidden />}
            >
              {t("menu.minutes")}
            </Button>
          ) : null}
          {(["csv", "xlsx"] as const).map((format) => (
            <Button
              key={format}
              component="a"
              href={file(format)}
              download
              variant="default"
              leftSection={<IconDownload size={18} stroke={1.75} aria-hidden />}
            >
              {t(`attendance.${format}`)}
            </Button>
          ))}
        </div>
      </div>
      <div className={styles.more}>
        {MORE.map(({ about, format, text }) => (
          <Anchor key={text} href={moreFile(about, format)} download size="sm">
            {t(`attendance.${text}`)}
          </Anchor>
        ))}
      </div>
      <People meeting={meeting} instance={run.id} underWay={run.endedAt === null} />
    </>
  );
}

function People({ meeting, instance, underWay }: { meeting: MeetingSummary; instance: string; underWay: boolean }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const found = useQuery({
    queryKey: ["attendance", meeting.mid, instance],
    queryFn: () => api.attendance(meeting.mid, instance),
    refetchInterval: underWay ? REFRESH : false,
  });
  useSessionExpiry(found.error);
  if (found.isPending) return <Skeleton height={96} mt={16} radius="md" />;
  if (!found.data) return <p role="alert">{failureText(found.error)}</p>;
  const { people } = found.data;
  // Rows that look like cards on a phone would lose their meaning as a table: the roles keep it, whatever the style.
  return (
    <>
      <p className={styles.count}>{t("attendance.count", { count: people.length })}</p>
      <table className={styles.people} role="table" aria-label={t("attendance.list")}>
        <thead role="rowgroup">
          <tr role="row">
            {(["name", "entered", "left", "lasted"] as const).map((column) => (
              <th key={column} role="columnheader" scope="col">
                {t(`attendance.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {people.map((person, number) => (
            <Row key={number} person={person} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Row({ person }: { person: Attendee }) {
  const { t } = useTranslation("pages");
  const { formatTimeOfDay, formatDuration, formatInFull } = useFormats();
  const time = (at: string) => (
    <time dateTime={at} title={formatInFull(new Date(at))} className="tabular">
      {formatTimeOfDay(new Date(at))}
    </time>
  );
  return (
    <tr role="row">
      <td role="cell">
        <bdi className={styles.name}>{person.name}</bdi>
        {person.role === "attendee" ? null : <span className={styles.role}>{t(`attendance.${person.role}`)}</span>}
        {person.email || person.company ? (
          <span className={styles.about}>
            <Facts facts={[person.email, person.company]} />
          </span>
        ) : null}
      </td>
      <td role="cell" data-label={t("attendance.column.entered")}>
        {time(person.firstEntered)}
      </td>
      <td role="cell" data-label={t("attendance.column.left")}>
        {person.lastLeft ? time(person.lastLeft) : t("attendance.inside")}
      </td>
      <td role="cell" data-label={t("attendance.column.lasted")}>
        {formatDuration(person.seconds)}
      </td>
    </tr>
  );
}
