import { Menu } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconUserMinus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Person } from "../../protocol.generated";
import { useRoom, useSession, useView } from "../../roomContext";
import { removeDialog } from "./RemoveDialog";
import { selectIsHost, selectMayModerate } from "./selectors";

const ICON = { size: 18, stroke: 1.75 };

/** The host makes a participant a presenter, or an attendee again. */
export function RoleAction({ person }: { person: Person }) {
  const { t } = useTranslation("room");
  const session = useSession();
  const hosting = useRoom(selectIsHost);
  // The host's own role, and that of another host, stay.
  if (!hosting || person.role === "host") return null;
  const next = person.role === "presenter" ? "attendee" : "presenter";
  return (
    <Menu.Item
      leftSection={next === "presenter" ? <IconArrowUp {...ICON} /> : <IconArrowDown {...ICON} />}
      onClick={() => void session.send({ type: "setRole", personId: person.id, role: next })}
    >
      {next === "presenter" ? t("people.makePresenter") : t("people.makeAttendee")}
    </Menu.Item>
  );
}

export function RemoveAction({ person }: { person: Person }) {
  const { t } = useTranslation("room");
  const view = useView();
  const moderating = useRoom(selectMayModerate(person.id));
  if (!moderating || person.role === "host") return null;
  return (
    <Menu.Item color="red" leftSection={<IconUserMinus {...ICON} />} onClick={() => view.open(removeDialog, person)}>
      {t("people.remove")}
    </Menu.Item>
  );
}
