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
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";

import { useObservable } from "../../../browser/observable";
import { avatarColor, initialsOf } from "../../../ui/initials";
import type { Person } from "../../protocol.generated";
import type { RoomSession } from "../../session";
import { isModerator } from "../../store/roomState";
import styles from "./PeoplePanel.module.css";

interface RowProps {
  person: Person;
  session: RoomSession;
  pinned: boolean;
  onPin: () => void;
  onRemove: () => void;
}

/** One person, with role and state, and what may be done. */
export function PersonRow({ person, session, pinned, onPin, onRemove }: RowProps) {
  const { t } = useTranslation("room");
  const { you } = useObservable(session.room);
  const isYou = person.id === you?.id;
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
      <PersonMenu {...{ person, session, pinned, onPin, onRemove }} />
    </li>
  );
}

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

function PersonMenu({ person, session, pinned, onPin, onRemove }: RowProps) {
  const { t } = useTranslation("room");
  const { you } = useObservable(session.room);
  const others = person.id !== you?.id;
  const moderating = isModerator(you) && others;
  const hosting = you?.role === "host" && others && person.role !== "host";
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
        <Menu.Item leftSection={pinned ? <IconPinnedOff {...icon} /> : <IconPin {...icon} />} onClick={onPin}>
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
          <Menu.Item color="red" leftSection={<IconUserMinus {...icon} />} onClick={onRemove}>
            {t("people.remove")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
