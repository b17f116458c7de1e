import { Menu } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCrown, IconUserMinus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Person } from "../../protocol.generated";
import { useRoom, useSession, useView } from "../../roomContext";
import { makeHostDialog } from "./MakeHostDialog";
import { removeDialog } from "./RemoveDialog";
import { selectHasOtherHost, selectIsHost, selectIsYou, selectMayModerate } from "./selectors";

const ICON = { size: 18, stroke: 1.75 };

/** The host gives roles; who is host by the meeting itself can only give up the own role, while there is another host. */
export function RoleActions({ person }: { person: Person }) {
  const hosting = useRoom(selectIsHost);
  const isYou = useRoom(selectIsYou(person.id));
  const hasOtherHost = useRoom(selectHasOtherHost);
  if (!hosting || (isYou && !hasOtherHost)) return null;
  return ROLES.filter((role) => role !== person.role).map((role) => (
    <RoleAction key={role} person={person} role={role} />
  ));
}

const ROLES = ["host", "presenter", "attendee"] as const;
const ROLE_ICON = { host: IconCrown, presenter: IconArrowUp, attendee: IconArrowDown };

function RoleAction({ person, role }: { person: Person; role: Person["role"] }) {
  const { t } = useTranslation("room");
  const session = useSession();
  const view = useView();
  const Picture = role === "presenter" && person.role === "host" ? IconArrowDown : ROLE_ICON[role];
  const choose = () => {
    if (role === "host") view.open(makeHostDialog, person);
    else void session.send({ type: "setRole", personId: person.id, role });
  };
  return (
    <Menu.Item leftSection={<Picture {...ICON} />} onClick={choose}>
      {t(`people.make_${role}`)}
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
