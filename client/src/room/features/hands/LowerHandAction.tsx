import { Menu } from "@mantine/core";
import { IconHandOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Person } from "../../protocol.generated";
import { useRoom, useSession } from "../../roomContext";
import { selectMayModerate } from "../people/public";
import { lowerHand } from "./hands";

export function LowerHandAction({ person }: { person: Person }) {
  const { t } = useTranslation("room");
  const session = useSession();
  const moderating = useRoom(selectMayModerate(person.id));
  if (!moderating || person.hand === null) return null;
  return (
    <Menu.Item leftSection={<IconHandOff size={18} stroke={1.75} />} onClick={() => lowerHand(session, person.id)}>
      {t("people.lowerHand")}
    </Menu.Item>
  );
}
