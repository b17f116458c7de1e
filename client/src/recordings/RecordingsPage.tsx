import { Button, Skeleton, Tabs } from "@mantine/core";
import { IconVideo } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { AccountCorner } from "../account/AccountCorner";
import { api, type ManagedRecording, type SignedInUser } from "../api/client";
import { ForSignedIn } from "../signin/ForSignedIn";
import { useSessionExpiry } from "../ui/failures";
import { ListFailure, ShowMore } from "../ui/ListParts";
import listStyles from "../ui/lists.module.css";
import { Page, useHome } from "../ui/Page";
import { SearchField } from "../ui/SearchField";
import { StorageUse, StorageWarning } from "../ui/StorageUse";
import lineStyles from "../ui/TitleLine.module.css";
import { useSearch } from "../ui/useSearch";
import { RecordingRow } from "./RecordingRow";
import styles from "./Recordings.module.css";

const PAGE = 25;
/** Milliseconds: while something is made, one sees how far it is. */
const REFRESH = 3_000;

/** The recordings that the signed-in person manages, those that are being made too. */
export default function RecordingsPage() {
  const { t } = useTranslation("recordings");
  return (
    <ForSignedIn icon={IconVideo} heading={t("heading")} text={t("signIn")}>
      {(user) => <Recordings user={user} />}
    </ForSignedIn>
  );
}

function Recordings({ user }: { user: SignedInUser }) {
  const { t } = useTranslation("recordings");
  const administers = user.role === "administrator";
  const [deleted, setDeleted] = useState(false);
  const { typed, setTyped, search } = useSearch();
  const list = <RecordingList deleted={deleted} search={search} onAll={() => setTyped("")} />;
  return (
    <Page title={t("heading")} aside={<AccountCorner user={user} />}>
      <div className={lineStyles.titleLine}>
        <h1>{t("heading")}</h1>
        <SearchField className={styles.search} label={t("search")} value={typed} onChange={setTyped} />
      </div>
      {user.mayOrganize ? <StorageWarning /> : null}
      {administers ? (
        <Tabs
          value={deleted ? "deleted" : "recordings"}
          onChange={(value) => setDeleted(value === "deleted")}
          keepMounted={false}
        >
          <Tabs.List>
            <Tabs.Tab value="recordings">{t("recordings")}</Tabs.Tab>
            <Tabs.Tab value="deleted">{t("deleted")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="recordings">{list}</Tabs.Panel>
          <Tabs.Panel value="deleted">{list}</Tabs.Panel>
        </Tabs>
      ) : (
        list
      )}
      {user.mayOrganize ? <StorageUse /> : null}
    </Page>
  );
}

interface ListProps {
  /** Those that can be restored. */
  deleted: boolean;
  search: string;
  onAll: () => void;
}

const isMade = ({ state, video }: ManagedRecording) =>
  (state !== "ready" && state !== "failed") || video === "composing";

function RecordingList({ deleted, search, onAll }: ListProps) {
  const { t } = useTranslation("recordings");
  const home = useHome();
  const list = useInfiniteQuery({
    queryKey: ["recordings", deleted, search],
    queryFn: ({ pageParam }) => api.recordings({ search, deleted, after: pageParam, limit: PAGE }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      !deleted && state.data?.pages.some((page) => page.recordings.some(isMade)) === true ? REFRESH : false,
  });
  useSessionExpiry(list.error);
  if (list.isPending) return <Skeleton height={88} mt={16} radius="lg" />;
  if (!list.data) return <ListFailure list={list} />;
  const recordings = list.data.pages.flatMap((page) => page.recordings);
  if (recordings.length === 0)
    return (
      <div className={listStyles.empty}>
        <p>{search ? t("nothingFound", { search }) : t(deleted ? "emptyDeleted" : "empty")}</p>
        {search ? (
          <Button variant="light" size="md" onClick={onAll}>
            {t("showAll")}
          </Button>
        ) : deleted ? null : (
          <Button component={Link} to={home} variant="light" size="md">
            {t("allMeetings")}
          </Button>
        )}
      </div>
    );
  return (
    <>
      <ul
        className={`${listStyles.rows ?? ""} ${styles.recordings ?? ""}`}
        aria-label={t(deleted ? "deleted" : "recordings")}
      >
        {recordings.map((one) => (
          <RecordingRow key={one.reid} recording={one} />
        ))}
      </ul>
      <ShowMore list={list} />
    </>
  );
}
