import { Button } from "@mantine/core";
import {
  IconBrowserShare,
  IconCalendarOff,
  IconDoorExit,
  IconFlag,
  type Icon,
  IconHandStop,
  IconPlugConnectedX,
  IconUserMinus,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";

import { api, ensureCsrfToken } from "../api/client";
import { useSignedInUser } from "../signin/session";
import { MessagePage } from "../ui/MessagePage";
import { useHome } from "../ui/Page";
import { AfterMeeting, WayBack } from "./AfterMeeting";
import type { GoodbyeReason } from "./goodbyeReason";
import { followedUrl, isOver, wantedReturn } from "./returnUrl";

const ICONS: Record<GoodbyeReason, Icon> = {
  left: IconDoorExit,
  moved: IconBrowserShare,
  removed: IconUserMinus,
  denied: IconHandStop,
  ended: IconFlag,
  endedByYou: IconFlag,
  cancelled: IconCalendarOff,
  lost: IconPlugConnectedX,
};

interface Props {
  reason: GoodbyeReason;
  /** The meeting's title. */
  title: string;
  /** The room token of the stay that is over. */
  token: string;
  /** Whether the person's link still opens the room. */
  canReturn: boolean;
  onReturn: () => void;
}

/** Milliseconds after which is asked again: while minutes are drafted, and later, when a host may release them. */
const SOON = 2_000;
const LATER = 60_000;

/** What the person may have now. Where the server cannot say, the page is as it was without. */
function useGoodbye(token: string, reason: GoodbyeReason) {
  const { search } = useLocation();
  return useQuery({
    queryKey: ["goodbye", token],
    queryFn: async () => {
      await ensureCsrfToken();
      return api.goodbye({ token, returnTo: wantedReturn(search) });
    },
    enabled: isOver(reason),
    refetchInterval: ({ state }) => (state.data?.minutes === "preparing" ? SOON : state.data ? LATER : false),
    staleTime: 0,
    gcTime: 0,
  }).data;
}

/** After the room: why one is out, what is safe now, what one may have, and the ways on: back, to the application, to one's meetings. */
export function GoodbyePage({ reason, title, token, canReturn, onReturn }: Props) {
  const { t } = useTranslation("pages");
  const home = useHome();
  const user = useSignedInUser();
  const goodbye = useGoodbye(token, reason);
  const followed = followedUrl(goodbye, reason);
  useEffect(() => {
    // In its place: the way back of the browser leads to where the person came from.
    if (followed !== null) window.location.replace(followed);
  }, [followed]);
  const text = reason === "left" && canReturn ? t("goodbye.leftReturn") : t(`goodbye.${reason}.text`);
  return (
    <MessagePage icon={ICONS[reason]} meeting={title} heading={t(`goodbye.${reason}.heading`)} text={text}>
      {goodbye ? <AfterMeeting goodbye={goodbye} /> : null}
      {goodbye ? <WayBack goodbye={goodbye} /> : null}
      {canReturn ? (
        <Button size="md" onClick={onReturn} variant={reason === "lost" ? "filled" : "default"}>
          {reason === "moved" ? t("entry.elsewhere.move") : t("goodbye.return")}
        </Button>
      ) : null}
      {reason === "endedByYou" || user ? (
        <Button size="md" variant="subtle" component={Link} to={home}>
          {t("goodbye.toMeetings")}
        </Button>
      ) : null}
    </MessagePage>
  );
}
