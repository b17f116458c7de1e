import { Button, Pill, Skeleton } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { useSessionExpiry } from "../ui/failures";
import { ListFailure, ShowMore } from "../ui/ListParts";
import listStyles from "../ui/lists.module.css";
import { useHome } from "../ui/Page";
import styles from "./Library.module.css";
import type { MeetingFilter, Where } from "./meetingOf";

const PAGE = 25;
/** Milliseconds: while pages are made, one sees how far they are. */
const REFRESH = 3_000;

/** What is looked for. */
export interface Wanted {
  /** Those that can be restored. */
  deleted: boolean;
  search: string;
  where: Where;
  meeting: MeetingFilter | null;
}

export interface ListProps extends Wanted {
  onMeeting: (meeting: MeetingFilter | null) => void;
  /** The person has meetings, and may keep things in the library. */
  mayOrganize: boolean;
  /** Asks for all, whatever was looked for. */
  onAll: () => void;
}

/** How the server is asked for them. */
interface AskedFor {
  search: string;
  deleted: boolean;
  place?: "library" | "meetings";
  folder?: string;
  meeting?: string;
  after: string;
  limit: number;
}

interface ListTexts {
  list: string;
  empty: string;
  emptyDeleted: string;
  nothingFound: string;
  nothingOfThese: string;
  showAll: string;
  allMeetings: string;
}

interface Props<Item> {
  wanted: ListProps;
  texts: ListTexts;
  /** By what else the list is narrowed. */
  more: string | null;
  what: string;
  load: (asked: AskedFor) => Promise<{ items: Item[]; next: string | null }>;
  isChanging?: (item: Item) => boolean;
  row: (item: Item) => ReactNode;
}

/** Documents or whiteboards, a page at a time, those first that were added, or deleted, last. */
export function LibraryList<Item>({ wanted, texts, more, what, load, isChanging, row }: Props<Item>) {
  const { t } = useTranslation("library");
  const { deleted, search, where, meeting, onMeeting, onAll } = wanted;
  const list = useInfiniteQuery({
    queryKey: ["library", what, deleted, search, more, where, meeting?.mid],
    queryFn: ({ pageParam }) =>
      load({
        search,
        deleted,
        ...where,
        ...(meeting ? { meeting: meeting.mid } : {}),
        after: pageParam,
        limit: PAGE,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      !deleted && isChanging && state.data?.pages.some((page) => page.items.some(isChanging)) === true
        ? REFRESH
        : false,
  });
  useSessionExpiry(list.error);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {meeting ? (
        <Pill
          className={styles.filter}
          size="lg"
          withRemoveButton
          onRemove={() => onMeeting(null)}
          removeButtonProps={{ "aria-label": texts.allMeetings, "aria-hidden": false, tabIndex: 0 }}
        >
          {t("ofMeeting", { meeting: meeting.title })}
        </Pill>
      ) : null}
      {list.isPending ? <Skeleton height={88} mt={16} radius="lg" /> : null}
      {list.error && !list.data ? <ListFailure list={list} /> : null}
      {list.data && items.length === 0 ? (
        <Nothing
          deleted={deleted}
          found={search ? texts.nothingFound : texts.nothingOfThese}
          texts={texts}
          narrowed={Boolean(search || more || meeting || where.folder || where.place)}
          onAll={onAll}
        />
      ) : null}
      {items.length > 0 ? (
        <ul className={`${listStyles.rows ?? ""} ${styles.documents ?? ""}`} aria-label={texts.list}>
          {items.map(row)}
        </ul>
      ) : null}
      <ShowMore list={list} />
    </>
  );
}

interface NothingProps {
  deleted: boolean;
  /** What is said where there may be others that were not looked for. */
  found: string;
  texts: ListTexts;
  narrowed: boolean;
  onAll: () => void;
}

function Nothing({ deleted, found, texts, narrowed, onAll }: NothingProps) {
  const { t } = useTranslation("pages");
  const home = useHome();
  if (narrowed) {
    return (
      <div className={listStyles.empty}>
        <p>{found}</p>
        <Button variant="light" size="md" onClick={onAll}>
          {texts.showAll}
        </Button>
      </div>
    );
  }
  return (
    <div className={listStyles.empty}>
      <p>{deleted ? texts.emptyDeleted : texts.empty}</p>
      {deleted ? null : (
        <Button component={Link} to={home} variant="light" size="md">
          {t("goodbye.toMeetings")}
        </Button>
      )}
    </div>
  );
}
