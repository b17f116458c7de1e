import { Button } from "@mantine/core";
import { IconCloudOff, IconHourglass } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError, ensureCsrfToken, type Entry, type EntryCheck, hasStatus } from "../api/client";
import { applyMeetingLanguage } from "../locales/i18n";
import type { LocalMedia } from "../room/media/local";
import { SignInPage } from "../signin/SignInPage";
import { useFailureText } from "../ui/failures";
import { MessagePage } from "../ui/MessagePage";
import { EntryClosedPage } from "./EntryClosedPage";
import { saveFields } from "./entryFields";
import { checkEntry, type EntryTarget, targetName } from "./entryTarget";
import { PasswordPage } from "./PasswordPage";
import { Preview } from "./Preview";

const RECHECK_WHILE_OPEN = 15_000;
const MAY_OPEN: readonly EntryCheck["state"][] = ["early", "ended", "full", "locked", "removed"];

/** A form that asks for a password or a sign-in is not replaced by a timed check. */
const needsCredentials = (check: EntryCheck) => check.needs.includes("password") || check.needs.includes("sign_in");

function recheckDelay(check: EntryCheck | undefined, error: Error | null): number | false {
  if (error instanceof ApiError && error.retryAfter !== null) return error.retryAfter * 1_000;
  if (error) return 5_000;
  if (!check || needsCredentials(check)) return false;
  if (check.state === "open") return RECHECK_WHILE_OPEN;
  return MAY_OPEN.includes(check.state) ? check.waitSeconds * 1_000 : false;
}

interface Props {
  target: EntryTarget;
  token: string | null;
  local: LocalMedia;
  onEntered: (entry: Entry, frameOrigins: string[]) => void;
}

/** Checks the entry, and again while the answer may change: a closed meeting turns into the preview by itself. */
export function EntryPage({ target, token, local, onEntered }: Props) {
  const { t } = useTranslation("room");
  const failureText = useFailureText();
  const queries = useQueryClient();
  const [fields, setFields] = useState(target.fields);
  const query = useQuery({
    queryKey: ["entryCheck", target.key, fields, token],
    queryFn: async () => {
      if (!target.key.link) await ensureCsrfToken();
      const check = await checkEntry(target, fields, token);
      if (check.state !== "invalid") await applyMeetingLanguage(check.lang);
      return check;
    },
    gcTime: 0,
    staleTime: 0,
    refetchInterval: ({ state }) => recheckDelay(state.data, state.status === "error" ? state.error : null),
  });
  const { data: check, refetch } = query;
  const open = check?.state === "open";
  const previewing = open && !needsCredentials(check);
  // Camera and microphone are on with the preview only.
  useEffect(() => {
    if (check && !previewing) local.stop();
  }, [check, previewing, local]);
  const recheck = () => void refetch();
  const [openedAt] = useState(() => Date.now());

  // The answer to an earlier check (before an earlier stay in this tab) is not shown.
  if (check && query.dataUpdatedAt >= openedAt) {
    if (!open) return <EntryClosedPage check={check} onRetry={recheck} />;
    if (check.needs.includes("password")) {
      const acceptPassword = (password: string, next: EntryCheck) => {
        const more = { ...fields, password };
        saveFields(target.address, more);
        queries.setQueryData(["entryCheck", target.key, more, token], next);
        setFields(more);
      };
      return <PasswordPage check={check} target={target} fields={fields} token={token} onAccepted={acceptPassword} />;
    }
    if (check.needs.includes("sign_in"))
      return <SignInPage check={check} name={targetName(target)} onSignedIn={recheck} />;
    const entered = (entry: Entry) => onEntered(entry, check.frameOrigins);
    return (
      <Preview
        check={check}
        target={target}
        fields={fields}
        token={token}
        local={local}
        onEntered={entered}
        onRefused={recheck}
      />
    );
  }
  if (!query.isError) return null;
  const patience = hasStatus(query.error, 429);
  return (
    <MessagePage
      icon={patience ? IconHourglass : IconCloudOff}
      heading={t(patience ? "patience.heading" : "unreachable.heading")}
      text={patience ? failureText(query.error) : t("unreachable.text")}
    >
      <Button variant="default" loading={query.isFetching} onClick={recheck}>
        {t("unreachable.retry")}
      </Button>
    </MessagePage>
  );
}
