import { Button, Pill, Skeleton } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { api, type LibraryDocument } from "../api/client";
import { useSessionExpiry } from "../ui/failures";
import { ListFailure, ShowMore } from "../ui/ListParts";
import listStyles from "../ui/lists.module.css";
import { useHome } from "../ui/Page";
import { DeletedRow } from "./DeletedRow";
import { DocumentRow } from "./DocumentRow";
import type { Kind } from "./kinds";
import styles from "./Library.module.css";
import type { MeetingFilter, Where } from "./meetingOf";
import { PutDialog } from "./PutDialog";

const PAGE = 25;
/** Milliseconds: while pages are made, one sees how far they are. */
const REFRESH = 3_000;

interface Props {
  /** Those that can be restored. */
  deleted: boolean;
  search: string;
  kind: Kind | null;
  where: Where;
  meeting: MeetingFilter | null;
  onMeeting: (meeting: MeetingFilter | null) => void;
  /** Asks for all, whatever was looked for. */
  onAll: () => void;
}

const isMade = ({ document: { state } }: LibraryDocument) => state === "waiting" || state === "converting";

/** Documents, a page at a time, those first that were added, or deleted, last. */
export function DocumentList({ deleted, search, kind, where, meeting, onMeeting, onAll }: Props) {
  const { t } = useTranslation("library");
  const [putting, setPutting] = useState<LibraryDocument | null>(null);
  const list = useInfiniteQuery({
    queryKey: ["library", deleted, search, kind, where, meeting?.mid],
    queryFn: ({ pageParam }) =>
      api.documents({
        search,
        deleted,
        ...(kind ? { kind } : {}),
        ...where,
        ...(meeting ? { meeting: meeting.mid } : {}),
        after: pageParam,
        limit: PAGE,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.documents.some(isMade)) === true && !deleted ? REFRESH : false,
  });
  useSessionExpiry(list.error);
  const documents = list.data?.pages.flatMap((page) => page.documents) ?? [];
  const Row = deleted ? DeletedRow : DocumentRow;
  return (
    <>
      {meeting ? (
        <Pill
          className={styles.filter}
          size="lg"
          withRemoveButton
          onRemove={() => onMeeting(null)}
          removeButtonProps={{ "aria-label": t("allMeetings"), "aria-hidden": false, tabIndex: 0 }}
        >
          {t("ofMeeting", { meeting: meeting.title })}
        </Pill>
      ) : null}
      {list.isPending ? <Skeleton height={88} mt={16} radius="lg" /> : null}
      {list.error && !list.data ? <ListFailure list={list} /> : null}
      {list.data && documents.length === 0 ? (
        <Nothing
          deleted={deleted}
          search={search}
          narrowed={Boolean(search || kind || meeting || where.folder || where.place)}
          onAll={onAll}
        />
      ) : null}
      {documents.length > 0 ? (
        <ul
          className={`${listStyles.rows ?? ""} ${styles.documents ?? ""}`}
          aria-label={t(deleted ? "deleted" : "documents")}
        >
          {documents.map((one) => (
            <Row key={one.document.id} item={one} onMeeting={onMeeting} onPut={setPutting} />
          ))}
        </ul>
      ) : null}
      <ShowMore list={list} />
      <PutDialog item={putting} onClose={() => setPutting(null)} />
    </>
  );
}

interface NothingProps {
  deleted: boolean;
  search: string;
  /** There may be others that were not looked for. */
  narrowed: boolean;
  onAll: () => void;
}

function Nothing({ deleted, search, narrowed, onAll }: NothingProps) {
  const { t } = useTranslation(["library", "pages"]);
  const home = useHome();
  if (narrowed) {
    return (
      <div className={listStyles.empty}>
        <p>{search ? t("nothingFound", { search }) : t("nothingOfThese")}</p>
        <Button variant="light" size="md" onClick={onAll}>
          {t("showAll")}
        </Button>
      </div>
    );
  }
  return (
    <div className={listStyles.empty}>
      <p>{t(deleted ? "emptyDeleted" : "empty")}</p>
      {deleted ? null : (
        <Button component={Link} to={home} variant="light" size="md">
          {t("pages:goodbye.toMeetings")}
        </Button>
      )}
    </div>
  );
}
