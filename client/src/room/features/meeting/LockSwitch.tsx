import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useRoom, useSession } from "../../roomContext";
import { selectMeeting } from "./meeting";

/** While the meeting is locked nobody new comes in. */
export function LockSwitch() {
  const { t } = useTranslation("room");
  const session = useSession();
  const locked = useRoom((room) => selectMeeting(room)?.locked ?? false);
  return (
    <Switch
      label={t("people.lock")}
      description={t("people.lockHint")}
      checked={locked}
      onChange={({ currentTarget }) => void session.send({ type: "setLock", locked: currentTarget.checked })}
    />
  );
}
