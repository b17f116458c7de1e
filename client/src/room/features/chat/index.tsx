import { IconMessage } from "@tabler/icons-react";
import i18next from "i18next";
import { lazy } from "react";

import { saveFrom } from "../../../browser/saveFrom";
import { fileAddress } from "../../documents/fileAddress";
import { defineFeature } from "../../feature";
import { chatService } from "./chatService";
import { chat, selectUnread } from "./chatSlice";
import { ChatSwitches } from "./ChatSwitches";
import { deleteDialog } from "./DeleteDialog";
import { WriteAction } from "./WriteAction";

/** With the words of results of polls, which stand between the messages. */
async function loadPanel() {
  const [panel] = await Promise.all([import("./ChatPanel"), i18next.loadNamespaces("polls")]);
  return panel;
}

export default defineFeature({
  name: "chat",
  slice: chat,
  service: chatService,
  effects: {
    snapshot: (_, session) => chatService.of(session).entered(),
    messageSent: ({ message }, session) => chatService.of(session).tell(message),
    chatFileToken: ({ token }) => saveFrom(fileAddress(token)),
  },
  panel: {
    order: 55,
    label: "controls.chat",
    icon: IconMessage,
    heading: "controls.chat",
    badge: selectUnread,
    shortcut: { key: "C", meaning: "controls.chat", order: 42 },
    tabGroup: "conversation",
    compact: "bar",
    Component: lazy(loadPanel),
  },
  personActions: [{ order: 10, Component: WriteAction }],
  moderation: [{ order: 45, Component: ChatSwitches }],
  dialogs: [deleteDialog],
});
