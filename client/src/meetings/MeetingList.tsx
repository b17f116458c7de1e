import { Button, Skeleton } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, type ListedMeeting, type MeetingQuery } from "../api/client";
import { useSessionExpiry } from "../ui/failures";
import { ListFailure, ShowMore } from "../ui/ListParts";
import listStyles from "../ui/lists.module.css";
import { useFormats, useNow } from "../ui/useFormats";
import { type Group, groupByDay, nextOf } from "./agenda";
import { InvitedRow } from "./InvitedRow";
import type { Purpose } from "./MeetingForm";
import styles from "./MeetingList.module.css";
import { MeetingRow } from "./MeetingRow";
import { NextMeeting } from "./NextMeeting";

const PAGE = 20;
/** Milliseconds: often enough to see who has come, seldom enough to cost nothing. */
const REFRESH = 15_000;

export type Section = NonNullable<MeetingQuery["when"]>;

interface Props {
  when: Section;
  search: string;
  /** The sentence of an empty list, and the one thing to do then. */
  empty: string;
  action: { label: string; run: () => void; pending: boolean } | null;
  onForm: (purpose: Purpose) => void;
}

interface RowProps {
  meeting: ListedMeeting;
  underDay: boolean;
  now: Date;
  onForm: (purpose: Purpose) => void;
}

/** The person's meetings, own ones and those of others, a page at a time, by day. What comes next stands first, as a card. */
export function MeetingList({ when, search, empty, action, onForm }: Props) {
  const { t, i18n } = useTranslation("pages");
  // One clock for all that the list says of time.
  const now = useNow(15_000);
  const list = useInfiniteQuery({
    queryKey: ["meetings", when, search, i18n.language],
    queryFn: ({ pageParam }) => api.meetings({ when, search, cursor: pageParam, limit: PAGE }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: REFRESH,
    // While one types, the list of the letters before stays.
    placeholderData: keepPreviousData,
  });

  useSessionExpiry(list.error);

  if (list.isPending) return <Skeleton height={72} mt={16} radius="lg" />;
  if (!list.data) return <ListFailure list={list} />;
  const meetings = list.data.pages.flatMap((page) => page.meetings);
  if (meetings.length === 0) {
    return (
      <div className={listStyles.empty}>
        <p>{search ? t("agenda.nothingFound", { search }) : empty}</p>
        {action && !search ? (
          <Button variant="light" size="md" loading={action.pending} onClick={action.run}>
            {action.label}
          </Button>
        ) : null}
      </div>
    );
  }
  const next = when === "current" && !search ? nextOf(meetings, now) : null;
  const groups = groupByDay(meetings.filter((meeting) => meeting !== next));
  return (
    <>
      {next ? <NextMeeting meeting={next} now={now} onForm={onForm} /> : null}
      {groups.map((group) => (
        <section key={group.key} className={styles.group}>
          <h2>
            <Heading group={group} now={now} />
          </h2>
          <ul className={`${listStyles.rows ?? ""} ${styles.meetings ?? ""}`}>
            {group.meetings.map((meeting) => (
              <Row key={meeting.mid} meeting={meeting} underDay={group.day !== null} now={now} onForm={onForm} />
            ))}
          </ul>
        </section>
      ))}
      <ShowMore list={list} />
    </>
  );
}

function Row({ meeting, ...rest }: RowProps) {
  const { onForm, ...shown } = rest;
  if (meeting.kind === "own") return <MeetingRow meeting={meeting} {...shown} onForm={onForm} />;
  return <InvitedRow meeting={meeting} {...shown} />;
}

function Heading({ group, now }: { group: Group; now: Date }) {
  const { t } = useTranslation("pages");
  const { formatDayOf } = useFormats();
  if (group.day) return <>{formatDayOf(group.day, now)}</>;
  return <>{group.key === "now" ? t("agenda.now") : t("agenda.anyTime")}</>;
}
