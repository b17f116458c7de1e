import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useRoom, useSession, useSlice } from "../../roomContext";
import { selectIsHost } from "../people/public";
import { content, letAttendeesDownload } from "./content";

/** The host lets attendees download what is open for all. */
export function DownloadSwitch() {
  const { t } = useTranslation("room");
  const session = useSession();
  const hosting = useRoom(selectIsHost);
  const allowed = useSlice(content, ({ attendeesDownload }) => attendeesDownload);
  if (!hosting) return null;
  return (
    <Switch
      label={t("content.switch")}
      description={t("content.switchHint")}
      checked={allowed}
      onChange={({ currentTarget }) => letAttendeesDownload(session, currentTarget.checked)}
    />
  );
}
