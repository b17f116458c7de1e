import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useSession, useSlice } from "../../roomContext";
import { chat } from "./chatSlice";

/** Hosts and presenters close the chat, and let people read what was written in earlier runs of the meeting. */
export function ChatSwitches() {
  const { t } = useTranslation("room");
  const session = useSession();
  const open = useSlice(chat, ({ open }) => open);
  const files = useSlice(chat, ({ files }) => files);
  const earlier = useSlice(chat, ({ earlier }) => earlier);
  return (
    <>
      <Switch
        label={t("controls.chat")}
        description={t("chat.openHint")}
        checked={open}
        onChange={({ currentTarget }) => void session.send({ type: "setChat", open: currentTarget.checked })}
      />
      <Switch
        label={t("chat.files")}
        description={t("chat.filesHint")}
        checked={files}
        onChange={({ currentTarget }) => void session.send({ type: "setChat", files: currentTarget.checked })}
      />
      <Switch
        label={t("chat.earlier")}
        description={t("chat.earlierHint")}
        checked={earlier}
        onChange={({ currentTarget }) => void session.send({ type: "setChat", earlier: currentTarget.checked })}
      />
    </>
  );
}
