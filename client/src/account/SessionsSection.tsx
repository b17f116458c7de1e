import { Button, Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, type OpenSession } from "../api/client";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { useFormats, useNow } from "../ui/useFormats";
import { useToast } from "../ui/useToast";
import styles from "./AccountPage.module.css";

const MINUTE = 60_000;

/** The browsers in which the person is signed in. */
export function SessionsSection() {
  const { t } = useTranslation("account");
  const failureText = useFailureText();
  const now = useNow(MINUTE);
  const list = useQuery({ queryKey: ["openSessions"], queryFn: api.openSessions });
  const end = useEnd();
  useSessionExpiry(list.error);
  const sessions = list.data?.sessions ?? [];
  return (
    <section id="sessions" className={styles.section}>
      <h2 tabIndex={-1}>{t("sessions.heading")}</h2>
      {list.isPending ? <Skeleton height={64} radius="md" /> : null}
      {list.isError && !list.data ? <p role="alert">{failureText(list.error)}</p> : null}
      {list.data ? <p>{sessions.length > 1 ? t("sessions.intro") : t("sessions.alone")}</p> : null}
      <ul className={styles.sessions} aria-label={t("sessions.heading")}>
        {sessions.map((session) => (
          <Row key={session.id} session={session} now={now} end={end} />
        ))}
      </ul>
      {sessions.length > 1 ? (
        <div>
          <Button variant="default" loading={end.isPending && end.variables === null} onClick={() => end.mutate(null)}>
            {t("sessions.endOthers")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

/** Ends one session, or, for null, all but that of this browser. */
function useEnd() {
  const { t } = useTranslation("account");
  const failureText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  const nameOf = useNameOf();
  const end = useMutation({
    mutationFn: (session: OpenSession | null) => (session ? api.endSession(session.id) : api.endOtherSessions()),
    onSuccess: async (_, session) => {
      showToast(session ? t("sessions.ended", { name: nameOf(session) }) : t("sessions.othersEnded"));
      await queries.invalidateQueries({ queryKey: ["openSessions"] });
    },
    onError: (error) => showToast(failureText(error), "failed"),
  });
  useSessionExpiry(end.error);
  return end;
}

/** "Firefox on Windows" */
function useNameOf() {
  const { t } = useTranslation("account");
  return ({ browser, system }: OpenSession) =>
    browser && system ? t("sessions.both", { browser, system }) : (browser ?? system ?? t("sessions.unknown"));
}

function Row({ session, now, end }: { session: OpenSession; now: Date; end: ReturnType<typeof useEnd> }) {
  const { t } = useTranslation("account");
  const { formatWhen, formatInFull } = useFormats();
  const name = useNameOf()(session);
  const moment = (at: string, text: string) => (
    <time dateTime={at} title={formatInFull(new Date(at))}>
      {text}
    </time>
  );
  return (
    <li className={styles.session}>
      <div>
        <span className={styles.browser}>{name}</span>
        {session.current ? <span className={styles.mark}>{t("sessions.current")}</span> : null}
        <div className={styles.times}>
          {moment(session.since, t("sessions.since", { when: formatWhen(new Date(session.since), now) }))}
          {moment(session.lastUsed, t("sessions.used", { when: formatWhen(new Date(session.lastUsed), now) }))}
        </div>
      </div>
      {session.current ? null : (
        <Button
          variant="default"
          aria-label={t("sessions.endOf", { name })}
          loading={end.isPending && end.variables?.id === session.id}
          onClick={() => end.mutate(session)}
        >
          {t("sessions.end")}
        </Button>
      )}
    </li>
  );
}
