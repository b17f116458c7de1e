import { Menu } from "@mantine/core";
import { IconMicrophone } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Person } from "../../protocol.generated";
import { useRoom, useSession } from "../../roomContext";
import { selectMayModerate } from "../people/public";
import { askToUnmute } from "./rights";

export function AskToUnmuteAction({ person }: { person: Person }) {
  const { t } = useTranslation("room");
  const session = useSession();
  const moderating = useRoom(selectMayModerate(person.id));
  if (!moderating || person.microphone) return null;
  return (
    <Menu.Item
      leftSection={<IconMicrophone size={18} stroke={1.75} />}
      onClick={() => {
        askToUnmute(session, person.id);
        session.notify({ tone: "shown", text: "rights.askSent", values: { name: person.name } });
      }}
    >
      {t("rights.ask")}
    </Menu.Item>
  );
}
