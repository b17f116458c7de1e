import { Button, Loader } from "@mantine/core";
import { IconDoor } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { MessagePage } from "../../../ui/MessagePage";
import type { Session } from "../../feature";

/** Waiting to be let in. Nothing of the room is known here. */
export function LobbyPage({ session }: { session: Session }) {
  const { t } = useTranslation("room");
  return (
    <MessagePage icon={IconDoor} heading={t("lobby.heading")} text={t("lobby.text", { title: session.title })}>
      <Loader type="dots" aria-hidden="true" />
      <Button variant="default" onClick={() => void session.leave()}>
        {t("lobby.leave")}
      </Button>
    </MessagePage>
  );
}
