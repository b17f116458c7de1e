import { Button, Skeleton } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type MeetingSummary } from "../api/client";
import { randomKey } from "../browser/randomKey";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { SearchField } from "../ui/SearchField";
import textStyles from "../ui/text.module.css";
import { useSearch } from "../ui/useSearch";
import { useToast } from "../ui/useToast";
import { When } from "../ui/When";
import { WideDialog } from "../ui/WideDialog";
import styles from "./Library.module.css";
import { CALLS, type Shelved } from "./shelf";
import { useShelfFailure } from "./useShelfChange";

const MOST = 20;

interface Props {
  /** Null while the dialog is closed. */
  item: Shelved | null;
  onClose: () => void;
}

/** The person's meetings that are to come: one click puts the document or whiteboard into one. */
export function PutDialog({ item, onClose }: Props) {
  const { t } = useTranslation("library");
  return (
    <WideDialog title={t("putHeading", { title: item?.title })} opened={item !== null} onClose={onClose}>
      {item ? <Choice item={item} onClose={onClose} /> : null}
    </WideDialog>
  );
}

function Choice({ item, onClose }: { item: Shelved; onClose: () => void }) {
  const { t, i18n } = useTranslation(["library", "pages"]);
  const failureText = useFailureText();
  const documentFailure = useShelfFailure();
  const showToast = useToast();
  const queries = useQueryClient();
  // A click that is sent twice makes one copy.
  const [key] = useState(randomKey);
  const { typed, setTyped, search } = useSearch();
  const list = useQuery({
    queryKey: ["meetings", "put", search, i18n.language],
    queryFn: () => api.meetings({ when: "current", search, limit: MOST }),
    placeholderData: keepPreviousData,
  });
  useSessionExpiry(list.error);
  const put = useMutation({
    mutationFn: ({ mid }: { mid: string; title: string }) => CALLS[item.what].copy(item.id, mid, key),
    onSuccess: async (_, { title }) => {
      onClose();
      showToast(t("wasPut", { title: item.title, meeting: title }));
      await queries.invalidateQueries({ queryKey: ["library"] });
      await queries.invalidateQueries({ queryKey: ["storage"] });
    },
  });
  useSessionExpiry(put.error);
  const meetings = list.data?.meetings.filter((one): one is MeetingSummary => one.kind === "own") ?? [];
  const nameOf = (meeting: MeetingSummary) => meeting.title || t("pages:meetings.untitled", { code: meeting.code });
  return (
    <div className={styles.put}>
      <SearchField label={t("putSearch")} value={typed} onChange={setTyped} />
      {put.error ? (
        <p role="alert" className={textStyles.problem}>
          {documentFailure(put.error)}
        </p>
      ) : null}
      {list.isPending ? <Skeleton height={56} radius="md" /> : null}
      {list.error && !list.data ? <p role="alert">{failureText(list.error)}</p> : null}
      {list.data && meetings.length === 0 ? <p>{t("putNowhere")}</p> : null}
      <ul className={styles.targets}>
        {meetings.map((meeting) => (
          <li key={meeting.mid}>
            <Button
              fullWidth
              variant="default"
              size="md"
              h="auto"
              py={8}
              justify="flex-start"
              loading={put.isPending && put.variables.mid === meeting.mid}
              disabled={put.isPending}
              onClick={() => put.mutate({ mid: meeting.mid, title: nameOf(meeting) })}
            >
              <span className={styles.target}>
                <bdi className={styles.targetTitle}>{nameOf(meeting)}</bdi>
                <span className={textStyles.about}>
                  <When startsAt={meeting.startsAt} endsAt={null} />
                </span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
