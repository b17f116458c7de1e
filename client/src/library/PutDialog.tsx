import { Button, Skeleton, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type LibraryDocument, type MeetingSummary } from "../api/client";
import { randomKey } from "../browser/randomKey";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { useToast } from "../ui/useToast";
import { When } from "../ui/When";
import { WideDialog } from "../ui/WideDialog";
import styles from "./Library.module.css";
import { useDocumentFailure } from "./useDocumentChange";

const PAUSE = 250;
const MOST = 20;

interface Props {
  /** Null while the dialog is closed. */
  item: LibraryDocument | null;
  onClose: () => void;
}

/** The person's meetings that are to come: one click puts the document into one. */
export function PutDialog({ item, onClose }: Props) {
  const { t } = useTranslation("library");
  return (
    <WideDialog title={t("putHeading", { title: item?.document.title })} opened={item !== null} onClose={onClose}>
      {item ? <Choice item={item} onClose={onClose} /> : null}
    </WideDialog>
  );
}

function Choice({ item, onClose }: { item: LibraryDocument; onClose: () => void }) {
  const { t, i18n } = useTranslation(["library", "pages"]);
  const failureText = useFailureText();
  const documentFailure = useDocumentFailure();
  const showToast = useToast();
  const queries = useQueryClient();
  // A click that is sent twice makes one copy.
  const [key] = useState(randomKey);
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), PAUSE);
  const list = useQuery({
    queryKey: ["meetings", "put", search, i18n.language],
    queryFn: () => api.meetings({ when: "current", search, limit: MOST }),
    placeholderData: keepPreviousData,
  });
  useSessionExpiry(list.error);
  const put = useMutation({
    mutationFn: ({ mid }: { mid: string; title: string }) => api.copyDocument(item.document.id, mid, key),
    onSuccess: async (_, { title }) => {
      onClose();
      showToast(t("wasPut", { title: item.document.title, meeting: title }));
      await queries.invalidateQueries({ queryKey: ["library"] });
      await queries.invalidateQueries({ queryKey: ["storage"] });
    },
  });
  useSessionExpiry(put.error);
  const meetings = list.data?.meetings.filter((one): one is MeetingSummary => one.kind === "own") ?? [];
  const nameOf = (meeting: MeetingSummary) => meeting.title || t("pages:meetings.untitled", { code: meeting.code });
  return (
    <div className={styles.put}>
      <TextInput
        type="search"
        aria-label={t("putSearch")}
        placeholder={t("putSearch")}
        leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
        maxLength={250}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {put.error ? (
        <p role="alert" className={styles.problem}>
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
                <span className={styles.about}>
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
