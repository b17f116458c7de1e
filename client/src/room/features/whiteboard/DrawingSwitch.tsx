import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useRoom, useSession } from "../../roomContext";
import { selectIsHost } from "../people/public";
import { letAttendeesDraw, selectAttendeesDraw } from "./boards";

/** The host lets attendees draw, or not. */
export function DrawingSwitch() {
  const { t } = useTranslation("room");
  const session = useSession();
  const hosting = useRoom(selectIsHost);
  const allowed = useRoom(selectAttendeesDraw);
  if (!hosting) return null;
  return (
    <Switch
      label={t("whiteboard.switch")}
      description={t("whiteboard.switchHint")}
      checked={allowed}
      onChange={({ currentTarget }) => letAttendeesDraw(session, currentTarget.checked)}
    />
  );
}
