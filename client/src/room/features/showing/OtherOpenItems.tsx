import { Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { shownViewOf } from "../../feature";
import type { Item, OpenItem } from "../../protocol.generated";
import { useRoom, useSession, useSlice } from "../../roomContext";
import { isSame, showing, showItem } from "./showing";

/** In a menu of what is shown: what else is open, each to be shown instead. */
export function OtherOpenItems({ item }: { item: Item }) {
  const { t } = useTranslation("room");
  const open = useSlice(showing, ({ open }) => open);
  const others = open.filter((one) => !isSame(one, item));
  if (others.length === 0) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t("showing.others")}</Menu.Label>
      {others.map((one) => (
        <ItemToShow key={`${one.kind} ${one.id}`} item={one} />
      ))}
    </>
  );
}

function ItemToShow({ item }: { item: OpenItem }) {
  const { t } = useTranslation("room");
  const session = useSession();
  const part = shownViewOf(session.features, item);
  const title = useRoom((room) => part?.title(room, item.id) ?? "");
  if (!part) return null;
  return (
    <Menu.Item
      leftSection={<part.icon size={20} stroke={1.75} aria-hidden="true" />}
      onClick={() => void showItem(session, item)}
    >
      <bdi>{title || t("showing.untitled")}</bdi>
    </Menu.Item>
  );
}
