import { Button } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type Door, type Entry, type Key } from "../api";
import { applyMeetingLanguage } from "../i18n";
import type { LocalMedia } from "../media/local";
import { DoorPage } from "../pages/DoorPage";
import { Notice } from "../pages/Notice";
import { Preview } from "./Preview";

const ASK_WHILE_OPEN = 15_000;
const MAY_OPEN: readonly Door["state"][] = ["early", "ended", "full", "locked"];

function askAgainAfter(door: Door | undefined, failed: boolean): number | false {
  if (failed) return 5_000;
  if (!door) return false;
  if (door.state === "open") return ASK_WHILE_OPEN;
  return MAY_OPEN.includes(door.state) ? door.waitSeconds * 1_000 : false;
}

interface Props {
  doorKey: Key;
  token: string | null;
  local: LocalMedia;
  onEntered: (entry: Entry, frameOrigins: string[]) => void;
}

/** Asks what stands behind the link, and again while that may change: a closed door turns into the preview by itself. */
export function Entrance({ doorKey, token, local, onEntered }: Props) {
  const { t } = useTranslation("room");
  const question = useQuery({
    queryKey: ["door", doorKey],
    queryFn: async () => {
      const door = await api.door(doorKey);
      if (door.state !== "invalid") await applyMeetingLanguage(door.lang);
      return door;
    },
    gcTime: 0,
    staleTime: 0,
    refetchInterval: ({ state }) => askAgainAfter(state.data, state.status === "error"),
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
    const entered = (entry: Entry) => onEntered(entry, door.frameOrigins);
    return <Preview door={door} address={doorKey} token={token} local={local} onEntered={entered} onRefused={ask} />;
  }
  if (!question.isError) return null;
  return (
    <Notice icon={IconCloudOff} meeting="" heading={t("unreachable.heading")} text={t("unreachable.text")}>
      <Button variant="default" loading={question.isFetching} onClick={ask}>
        {t("unreachable.retry")}
      </Button>
    </Notice>
  );
}
