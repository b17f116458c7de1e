import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useRoom, useSession } from "../../roomContext";
import { selectMeeting } from "../meeting/public";

/** Whether those who come by the open link wait to be let in. */
export function LobbySwitch() {
  const { t } = useTranslation("room");
  const session = useSession();
  const on = useRoom((room) => selectMeeting(room)?.lobby ?? false);
  return (
    <Switch
      label={t("people.lobby")}
      description={t("people.lobbyHint")}
      checked={on}
      onChange={({ currentTarget }) => void session.send({ type: "setLobby", lobby: currentTarget.checked })}
    />
  );
}
