import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api } from "../api/client";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import styles from "./MeetingList.module.css";
import { MeetingRow } from "./MeetingRow";

const PAGE = 20;
/** Milliseconds: often enough to see who has come, seldom enough to cost nothing. */
const REFRESH = 15_000;

interface Props {
  when: "current" | "past";
  /** The sentence of an empty list, and the one thing to do then. */
  empty: string;
  action: { label: string; run: () => void; pending: boolean };
}

/** The person's own meetings, a page at a time. A table; on a narrow screen its rows are cards (MeetingList.module.css). */
export function MeetingList({ when, empty, action }: Props) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const list = useInfiniteQuery({
    queryKey: ["meetings", when],
    queryFn: ({ pageParam }) => api.meetings({ when, cursor: pageParam, limit: PAGE }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: REFRESH,
  });

  useSessionExpiry(list.error);

  if (list.isPending) return <Skeleton height={72} mt={16} radius="lg" />;
  if (!list.data) {
    return (
      <div className={styles.empty} role="alert">
        <p>{failureText(list.error)}</p>
        <Button variant="default" size="md" loading={list.isFetching} onClick={() => void list.refetch()}>
          {t("failure.tryAgain")}
        </Button>
      </div>
    );
  }
  const meetings = list.data.pages.flatMap((page) => page.meetings);
  if (meetings.length === 0) {
    return (
      <div className={styles.empty}>
        <p>{empty}</p>
        <Button variant="light" size="md" loading={action.pending} onClick={action.run}>
          {action.label}
        </Button>
      </div>
    );
  }
  // Rows that look like cards would lose their meaning as a table: the roles keep it, whatever the style.
  return (
    <>
      <table className={styles.meetings} role="table" aria-label={t(`meetings.${when}`)}>
        <thead role="rowgroup">
          <tr role="row">
            {(["meeting", "when", "status", "inside", "actions"] as const).map((column) => (
              <th key={column} role="columnheader" scope="col">
                <span className={column === "actions" ? "visually-hidden" : ""}>{t(`meetings.column.${column}`)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {meetings.map((meeting) => (
            <MeetingRow key={meeting.mid} meeting={meeting} />
          ))}
        </tbody>
      </table>
      {list.hasNextPage ? (
        <div className={styles.more}>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("meetings.more")}
          </Button>
        </div>
      ) : null}
    </>
  );
}
