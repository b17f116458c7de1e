import { Button } from "@mantine/core";
import { IconCloudOff, IconHourglass } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError, type Door, type Entry, makeProof } from "../api";
import { askDoor, keepSaid, nameOf, type Way } from "../entryUrl";
import { applyMeetingLanguage } from "../i18n";
import type { LocalMedia } from "../media/local";
import { DoorPage } from "../pages/DoorPage";
import { useSayFailure } from "../pages/failures";
import { Notice } from "../pages/Notice";
import { PasswordDoor } from "../pages/PasswordDoor";
import { SignInDoor } from "../pages/SignInDoor";
import { Preview } from "./Preview";

const ASK_WHILE_OPEN = 15_000;
const MAY_OPEN: readonly Door["state"][] = ["early", "ended", "full", "locked"];

/** Whoever has to say something first is not asked for it twice by the clock. */
const mustProve = (door: Door) => door.needs.includes("password") || door.needs.includes("sign_in");

function askAgainAfter(door: Door | undefined, error: Error | null): number | false {
  if (error instanceof ApiError && error.retryAfter !== null) return error.retryAfter * 1_000;
  if (error) return 5_000;
  if (!door || mustProve(door)) return false;
  if (door.state === "open") return ASK_WHILE_OPEN;
  return MAY_OPEN.includes(door.state) ? door.waitSeconds * 1_000 : false;
}

interface Props {
  way: Way;
  token: string | null;
  local: LocalMedia;
  onEntered: (entry: Entry, frameOrigins: string[]) => void;
}

/** Asks what stands behind the link, and again while that may change: a closed door turns into the preview by itself. */
export function Entrance({ way, token, local, onEntered }: Props) {
  const { t } = useTranslation("room");
  const sayFailure = useSayFailure();
  const queries = useQueryClient();
  const [said, setSaid] = useState(way.said);
  const question = useQuery({
    queryKey: ["door", way.key, said],
    queryFn: async () => {
      if (!way.key.link) await makeProof();
      const door = await askDoor(way, said);
      if (door.state !== "invalid") await applyMeetingLanguage(door.lang);
      return door;
    },
    gcTime: 0,
    staleTime: 0,
    refetchInterval: ({ state }) => askAgainAfter(state.data, state.status === "error" ? state.error : null),
  });
  const { data: door, refetch } = question;
  const open = door?.state === "open";
  // Who waits before a closed door is not filmed meanwhile.
  useEffect(() => {
    if (door && !open) local.stop();
  }, [door, open, local]);
  const ask = () => void refetch();
  const [asked] = useState(() => Date.now());

  // What was known of the door before this visit (of an earlier stay in this tab) is not shown.
  if (door && question.dataUpdatedAt >= asked) {
    if (!open) return <DoorPage door={door} onRetry={ask} />;
    if (door.needs.includes("password")) {
      const proven = (password: string, next: Door) => {
        const more = { ...said, password };
        keepSaid(way.address, more);
        queries.setQueryData(["door", way.key, more], next);
        setSaid(more);
      };
      return <PasswordDoor door={door} way={way} said={said} onProven={proven} />;
    }
    if (door.needs.includes("sign_in")) return <SignInDoor door={door} name={nameOf(way)} onSignedIn={ask} />;
    const entered = (entry: Entry) => onEntered(entry, door.frameOrigins);
    return (
      <Preview door={door} way={way} said={said} token={token} local={local} onEntered={entered} onRefused={ask} />
    );
  }
  if (!question.isError) return null;
  const patience = question.error instanceof ApiError && question.error.status === 429;
  return (
    <Notice
      icon={patience ? IconHourglass : IconCloudOff}
      heading={t(patience ? "patience.heading" : "unreachable.heading")}
      text={patience ? sayFailure(question.error) : t("unreachable.text")}
    >
      <Button variant="default" loading={question.isFetching} onClick={ask}>
        {t("unreachable.retry")}
      </Button>
    </Notice>
  );
}
