import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useNow } from "../../../ui/useFormats";
import { TopBarFact } from "../../controls/TopBarFact";
import { useRoom, useSession } from "../../roomContext";
import { formatElapsed } from "../../../ui/elapsedTime";
import { selectMeeting } from "./meeting";

export function MeetingTitle() {
  const session = useSession();
  const title = useRoom((room) => selectMeeting(room)?.title ?? session.title);
  return <h1 dir="auto">{title}</h1>;
}

/** How long the meeting has been running. */
export function ElapsedTime() {
  const startedAt = useRoom((room) => selectMeeting(room)?.startedAt ?? null);
  return startedAt === null ? null : <Clock startedAt={startedAt} />;
}

function Clock({ startedAt }: { startedAt: string }) {
  const { t } = useTranslation("room");
  const clockOffset = useRoom(({ clockOffset }) => clockOffset);
  const now = useNow(1_000);
  const time = formatElapsed(now.getTime() + clockOffset - Date.parse(startedAt));
  return (
    <TopBarFact className="tabular" title={t("top.running", { time })} role="timer" aria-live="off">
      {time}
    </TopBarFact>
  );
}

export function LockedMark() {
  const { t } = useTranslation("room");
  const locked = useRoom((room) => selectMeeting(room)?.locked ?? false);
  if (!locked) return null;
  return (
    <TopBarFact role="img" aria-label={t("top.locked")} title={t("top.locked")}>
      <IconLock size={16} stroke={1.75} />
    </TopBarFact>
  );
}
