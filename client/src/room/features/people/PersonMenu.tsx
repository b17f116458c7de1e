import { ActionIcon, Menu } from "@mantine/core";
import { IconDotsVertical, IconPin, IconPinnedOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { Contributions } from "../../Contributions";
import type { Person } from "../../protocol.generated";
import { useView, useViewState } from "../../roomContext";

/** What may be done with a person: pinned by everybody, and what the features add. */
export function PersonMenu({ person }: { person: Person }) {
  const { t } = useTranslation("room");
  const view = useView();
  const pinned = useViewState(({ pinned }) => pinned === person.id);
  const icon = { size: 18, stroke: 1.75 };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t("people.actions", { name: person.name })}>
          <IconDotsVertical {...icon} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={pinned ? <IconPinnedOff {...icon} /> : <IconPin {...icon} />}
          onClick={() => view.pin(pinned ? null : person.id)}
        >
          {pinned ? t("people.unpin") : t("people.pin")}
        </Menu.Item>
        <Contributions place="personActions" person={person} />
      </Menu.Dropdown>
    </Menu>
  );
}
