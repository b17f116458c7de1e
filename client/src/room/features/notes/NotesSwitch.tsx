import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useRoom, useSession, useSlice } from "../../roomContext";
import { selectIsHost } from "../people/public";
import { letAttendeesWrite, notes } from "./notes";

/** The host opens the notes to attendees, and closes them. */
export function NotesSwitch() {
  const { t } = useTranslation("room");
  const session = useSession();
  const hosting = useRoom(selectIsHost);
  const open = useSlice(notes, ({ attendeesWrite }) => attendeesWrite);
  if (!hosting) return null;
  return (
    <Switch
      label={t("notes.switch")}
      description={t("notes.switchHint")}
      checked={open}
      onChange={({ currentTarget }) => letAttendeesWrite(session, currentTarget.checked)}
    />
  );
}
