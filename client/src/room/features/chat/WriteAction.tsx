import { Menu } from "@mantine/core";
import { IconMessage } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Person } from "../../protocol.generated";
import { useRoom, useService, useSlice, useView, useViewState } from "../../roomContext";
import { selectIsModerator, selectIsYou } from "../people/public";
import { chatService } from "./chatService";
import { chat } from "./chatSlice";

/** Writes to a person alone. */
export function WriteAction({ person: { id, name } }: { person: Person }) {
  const { t } = useTranslation("room");
  const view = useView();
  const service = useService(chatService);
  const isYou = useRoom(selectIsYou(id));
  const open = useSlice(chat, ({ open }) => open);
  const moderating = useRoom(selectIsModerator);
  const shown = useViewState(({ openPanel }) => openPanel === "chat");
  if (isYou || !(open || moderating)) return null;
  return (
    <Menu.Item
      leftSection={<IconMessage size={18} stroke={1.75} />}
      onClick={() => {
        service.writeTo({ id, name });
        if (!shown) view.togglePanel("chat");
      }}
    >
      {t("chat.writeTo")}
    </Menu.Item>
  );
}
