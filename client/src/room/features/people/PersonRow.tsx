import { ActionIcon, Menu } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowUp,
  IconDotsVertical,
  IconHandOff,
  IconHandStop,
  IconMicrophone,
  IconMicrophoneOff,
  IconPin,
  IconPinnedOff,
  IconScreenShare,
  IconUserMinus,
  IconVideo,
  IconVideoOff,
} from "@tabler/icons-react";
import { type CSSProperties, memo } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { avatarColor, initialsOf } from "../../../ui/initials";
import type { Person } from "../../protocol.generated";
import type { RoomSession } from "../../session";
import { selectIsHost, selectIsModerator, selectPerson } from "../../store/selectors";
import styles from "./PeoplePanel.module.css";

interface RowProps {
  personId: string;
  session: RoomSession;
  pinned: boolean;
  onPin: (key: string | null) => void;
  onRemove: (person: Person) => void;
}

/** One person, with role and state, and what may be done. Drawn again only when this person changes. */
export const PersonRow = memo(function PersonRow({ personId, session, pinned, onPin, onRemove }: RowProps) {
  const { t } = useTranslation("room");
  const person = useStore(session.room, selectPerson(personId));
  const isYou = useStore(session.room, ({ you }) => you?.id === personId);
  if (!person) return null;
  const role = t(`people.role_${person.role}`);
  return (
    <li className={styles.row}>
      <span
        className={styles.initials}
        aria-hidden="true"
        style={{ "--tint": avatarColor(person.id) } as CSSProperties}
      >
        {initialsOf(person.name)}
      </span>
      <span className={styles.who}>
        <span className={styles.name} dir="auto">
          {isYou ? t("stage.you", { name: person.name }) : person.name}
        </span>
        <span className={styles.role}>{person.connected ? role : `${role}, ${t("people.away")}`}</span>
      </span>
      <PersonStates person={person} />
      <PersonMenu {...{ person, isYou, session, pinned, onPin, onRemove }} />
    </li>
  );
});

function PersonStates({ person }: { person: Person }) {
  const { t } = useTranslation("room");
  const state = (label: string, picture: React.ReactNode, tone: string) => (
    <span role="img" aria-label={label} title={label} data-tone={tone}>
      {picture}
    </span>
  );
  const props = { size: 18, stroke: 1.75 };
  return (
    <span className={styles.states}>
      {person.hand !== null && state(t("stage.hand"), <IconHandStop {...props} />, "warn")}
      {person.screen && state(t("people.shares"), <IconScreenShare {...props} />, "plain")}
      {person.camera
        ? state(t("people.cameraOn"), <IconVideo {...props} />, "plain")
        : state(t("people.cameraOff"), <IconVideoOff {...props} />, "quiet")}
      {person.microphone
        ? state(t("people.microphoneOn"), <IconMicrophone {...props} />, "plain")
        : state(t("stage.muted"), <IconMicrophoneOff {...props} />, "quiet")}
    </span>
  );
}

interface MenuProps extends Omit<RowProps, "personId"> {
  person: Person;
  isYou: boolean;
}

function PersonMenu({ person, isYou, session, pinned, onPin, onRemove }: MenuProps) {
  const { t } = useTranslation("room");
  const moderating = useStore(session.room, selectIsModerator) && !isYou;
  const hosting = useStore(session.room, selectIsHost) && !isYou && person.role !== "host";
  const nextRole = person.role === "presenter" ? "attendee" : "presenter";
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
          onClick={() => onPin(pinned ? null : person.id)}
        >
          {pinned ? t("people.unpin") : t("people.pin")}
        </Menu.Item>
        {moderating && person.microphone && (
          <Menu.Item
            leftSection={<IconMicrophoneOff {...icon} />}
            onClick={() => void session.command({ type: "mute", personId: person.id })}
          >
            {t("people.muteOne")}
          </Menu.Item>
        )}
        {moderating && person.hand !== null && (
          <Menu.Item
            leftSection={<IconHandOff {...icon} />}
            onClick={() => void session.command({ type: "setHand", raised: false, personId: person.id })}
          >
            {t("people.lowerHand")}
          </Menu.Item>
        )}
        {hosting && (
          <Menu.Item
            leftSection={nextRole === "presenter" ? <IconArrowUp {...icon} /> : <IconArrowDown {...icon} />}
            onClick={() => void session.command({ type: "setRole", personId: person.id, role: nextRole })}
          >
            {nextRole === "presenter" ? t("people.makePresenter") : t("people.makeAttendee")}
          </Menu.Item>
        )}
        {moderating && person.role !== "host" && (
          <Menu.Item color="red" leftSection={<IconUserMinus {...icon} />} onClick={() => onRemove(person)}>
            {t("people.remove")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
