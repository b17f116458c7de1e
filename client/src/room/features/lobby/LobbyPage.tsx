import { Button, Loader } from "@mantine/core";
import { IconDoor } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { MessagePage } from "../../../ui/MessagePage";

/** Waiting to be let in. Nothing of the room is known here. */
export function LobbyPage({ title, onLeave }: { title: string; onLeave: () => void }) {
  const { t } = useTranslation("room");
  return (
    <MessagePage icon={IconDoor} heading={t("lobby.heading")} text={t("lobby.text", { title })}>
      <Loader type="dots" aria-hidden="true" />
      <Button variant="default" onClick={onLeave}>
        {t("lobby.leave")}
      </Button>
    </MessagePage>
  );
}
