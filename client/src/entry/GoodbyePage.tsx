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
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { MessagePage } from "../ui/MessagePage";
import { useHome } from "../ui/Page";

export type GoodbyeReason = "left" | "moved" | "removed" | "denied" | "ended" | "endedByYou" | "cancelled" | "lost";

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
  /** Whether the person's link still opens the room. */
  canReturn: boolean;
  onReturn: () => void;
}

/** After the room: why one is out, what is safe now, and the button back where the meeting can be entered again. */
export function GoodbyePage({ reason, title, canReturn, onReturn }: Props) {
  const { t } = useTranslation("pages");
  const home = useHome();
  const text = reason === "left" && canReturn ? t("goodbye.leftReturn") : t(`goodbye.${reason}.text`);
  return (
    <MessagePage icon={ICONS[reason]} meeting={title} heading={t(`goodbye.${reason}.heading`)} text={text}>
      {canReturn ? (
        <Button size="md" onClick={onReturn} variant={reason === "lost" ? "filled" : "default"}>
          {reason === "moved" ? t("entry.elsewhere.move") : t("goodbye.return")}
        </Button>
      ) : null}
      {reason === "endedByYou" ? (
        <Button size="md" variant="subtle" component={Link} to={home}>
          {t("goodbye.toMeetings")}
        </Button>
      ) : null}
    </MessagePage>
  );
}
