import { Button, Select } from "@mantine/core";
import { IconCloudOff, IconFileOff, IconFileText } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { AccountCorner } from "../account/AccountCorner";
import { api, hasStatus, type Minutes } from "../api/client";
import { ForSignedIn } from "../signin/ForSignedIn";
import { useSignedInUser } from "../signin/session";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { MessagePage } from "../ui/MessagePage";
import { Page } from "../ui/Page";
import { useFormats, useNow } from "../ui/useFormats";
import { useMinutesAddress } from "../ui/useMinutesAddress";
import styles from "./Minutes.module.css";
import { MinutesForm } from "./MinutesForm";
import { MinutesView } from "./MinutesView";
import { byLink, type MinutesSource, ofRun } from "./source";

/**
 * Behind /minutes/TOKEN, for everybody who has such a link, and /meetings/MID/minutes, in another center than the first
 * /cc/CENTER/meetings/MID/minutes, for who is signed in there.
 */
export default function MinutesPage() {
  const { token, mid, instance } = useParams();
  if (token !== undefined) return <ByLink key={token} token={token} />;
  return <SignedIn key={mid} mid={mid ?? ""} instance={instance ?? null} />;
}

function ByLink({ token }: { token: string }) {
  const source = useMemo(() => byLink(token), [token]);
  return <Loader source={source} />;
}

function SignedIn({ mid, instance }: { mid: string; instance: string | null }) {
  const { t } = useTranslation("minutes");
  return (
    <ForSignedIn icon={IconFileText} heading={t("title")} text={t("signIn")}>
      {() => <Runs mid={mid} instance={instance} />}
    </ForSignedIn>
  );
}

function Runs({ mid, instance }: { mid: string; instance: string | null }) {
  const { t } = useTranslation("minutes");
  const list = useQuery({ queryKey: ["minutesList", mid], queryFn: () => api.listMinutes(mid) });
  useSessionExpiry(list.error);
  const { formatRange, formatWhen } = useFormats();
  const now = useNow(60_000);
  const navigate = useNavigate();
  const minutesAddress = useMinutesAddress();
  const runs = list.data?.minutes ?? [];
  const chosen = instance ?? runs[0]?.id ?? null;
  const source = useMemo(() => (chosen === null ? null : ofRun(mid, chosen)), [mid, chosen]);
  if (list.isPending) return <Page>{null}</Page>;
  if (list.error && !isUnknown(list.error))
    return <Failure error={list.error} again={() => void list.refetch()} fetching={list.isFetching} />;
  if (source === null) return <MessagePage icon={IconFileOff} heading={t("none.heading")} text={t("none.text")} />;
  const choice =
    runs.length > 1 ? (
      <Select
        label={t("run")}
        size="md"
        data={runs.map(({ id, startedAt, endedAt }) => ({
          value: id,
          label: endedAt
            ? formatRange(new Date(startedAt), new Date(endedAt), now)
            : formatWhen(new Date(startedAt), now),
        }))}
        value={runs.some(({ id }) => id === chosen) ? chosen : null}
        onChange={(id) => {
          if (id !== null) void navigate(minutesAddress(mid, id));
        }}
        allowDeselect={false}
      />
    ) : null;
  return <Loader key={chosen} source={source} choice={choice} />;
}

const isUnknown = (error: Error) => hasStatus(error, 404);

function Loader({ source, choice = null }: { source: MinutesSource; choice?: React.ReactNode }) {
  const { t } = useTranslation("minutes");
  const minutes = useQuery({ queryKey: source.key, queryFn: source.read });
  useSessionExpiry(minutes.error);
  if (minutes.data && !(minutes.error && isUnknown(minutes.error)))
    return <Loaded source={source} minutes={minutes.data} choice={choice} />;
  if (minutes.isPending) return <Page>{null}</Page>;
  if (isUnknown(minutes.error))
    return (
      <MessagePage icon={IconFileOff} heading={t("unknown.heading")} text={t("unknown.text")}>
        {choice}
      </MessagePage>
    );
  return <Failure error={minutes.error} again={() => void minutes.refetch()} fetching={minutes.isFetching} />;
}

function Loaded({ source, minutes, choice }: { source: MinutesSource; minutes: Minutes; choice: React.ReactNode }) {
  const { t } = useTranslation("minutes");
  const user = useSignedInUser();
  const [editing, setEditing] = useState(false);
  const title = minutes.title || t("untitled", { organizer: minutes.organizer });
  return (
    <Page title={t("of", { title })} aside={user ? <AccountCorner user={user} /> : null}>
      <article className={styles.minutes}>
        {editing ? (
          <MinutesForm source={source} minutes={minutes} title={title} onClose={() => setEditing(false)} />
        ) : (
          <>
            {choice}
            <MinutesView source={source} minutes={minutes} title={title} onEdit={() => setEditing(true)} />
          </>
        )}
      </article>
    </Page>
  );
}

function Failure({ error, again, fetching }: { error: Error | null; again: () => void; fetching: boolean }) {
  const { t } = useTranslation(["minutes", "pages"]);
  const failureText = useFailureText();
  return (
    <MessagePage icon={IconCloudOff} heading={t("failed")} text={failureText(error)}>
      <Button variant="default" size="md" loading={fetching} onClick={again}>
        {t("pages:failure.tryAgain")}
      </Button>
    </MessagePage>
  );
}
