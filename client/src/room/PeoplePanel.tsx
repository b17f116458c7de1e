import { ActionIcon, Button, CloseButton, Group, Menu, Modal, Switch, TextInput } from "@mantine/core";
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
  IconSearch,
  IconUserMinus,
  IconVideo,
  IconVideoOff,
} from "@tabler/icons-react";
import { type CSSProperties, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Person, Waiting } from "../generated/room";
import { useObservable } from "../observable";
import { initialsOf, tintOf } from "./initials";
import styles from "./PeoplePanel.module.css";
import { findPeople, sortPeople } from "./peopleList";
import type { RoomSession } from "./session";
import { leads } from "./store";

interface Props {
  session: RoomSession;
  onClose: () => void;
  pinned: string | null;
  onPin: (key: string | null) => void;
}

/** Long lists are drawn in steps; the server hands them out in pages as well. */
const STEP = 50;

/** Everybody, with role and state; and for those who lead, what they may do. */
export function PeoplePanel({ session, onClose, pinned, onPin }: Props) {
  const { t } = useTranslation("room");
  const { people, you, waiting, nextPeople, peopleTotal } = useObservable(session.room);
  const [search, setSearch] = useState("");
  const [drawn, setDrawn] = useState(STEP);
  const [removing, setRemoving] = useState<Person | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    // Whoever closes the panel goes on where the panel was opened.
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  const found = findPeople(sortPeople([...people.values()], you?.id ?? null), search);
  const shown = found.slice(0, drawn);
  const leading = leads(you);
  const showMore = () => {
    setDrawn((count) => count + STEP);
    session.morePeople();
  };

  return (
    <aside
      className={styles.panel}
      aria-labelledby="people-heading"
      onKeyDown={({ key }) => {
        if (key === "Escape") onClose();
      }}
    >
      <header className={styles.header}>
        <h2 id="people-heading" ref={heading} tabIndex={-1}>
          {t("people.heading")} <span className={styles.count}>{peopleTotal}</span>
        </h2>
        <CloseButton aria-label={t("people.close")} onClick={onClose} size="lg" />
      </header>
      {leading && waiting.size > 0 && <WaitingList session={session} waiting={[...waiting.values()]} />}
      {people.size > 7 && (
        <TextInput
          aria-label={t("people.search")}
          placeholder={t("people.search")}
          leftSection={<IconSearch size={16} stroke={1.75} />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      )}
      <ul className={styles.list}>
        {shown.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            session={session}
            pinned={pinned === person.id}
            onPin={() => onPin(pinned === person.id ? null : person.id)}
            onRemove={() => setRemoving(person)}
          />
        ))}
      </ul>
      {found.length === 0 && <p className={styles.nobody}>{t("people.nobodyFound")}</p>}
      {(found.length > drawn || nextPeople !== null) && (
        <Button variant="default" onClick={showMore}>
          {t("people.more")}
        </Button>
      )}
      {leading && <Leading session={session} />}
      <RemoveDialog session={session} person={removing} onClose={() => setRemoving(null)} />
    </aside>
  );
}

function WaitingList({ session, waiting }: { session: RoomSession; waiting: Waiting[] }) {
  const { t } = useTranslation("room");
  return (
    <section className={styles.waiting} aria-label={t("people.waiting")}>
      <Group justify="space-between">
        <h3>{t("people.waiting")}</h3>
        {waiting.length > 1 && (
          <Button size="compact-sm" variant="subtle" onClick={() => void session.command({ type: "admit" })}>
            {t("people.admitAll")}
          </Button>
        )}
      </Group>
      <ul className={styles.list}>
        {waiting.slice(0, STEP).map(({ id, name }) => (
          <li key={id} className={styles.row}>
            <span className={styles.name} dir="auto">
              {name}
            </span>
            <Button
              size="compact-sm"
              aria-label={t("people.admitOne", { name })}
              onClick={() => void session.command({ type: "admit", personId: id })}
            >
              {t("people.admit")}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t("people.denyOne", { name })}
              onClick={() => void session.command({ type: "deny", personId: id })}
            >
              {t("people.deny")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  person: Person;
  session: RoomSession;
  pinned: boolean;
  onPin: () => void;
  onRemove: () => void;
}

function PersonRow({ person, session, pinned, onPin, onRemove }: RowProps) {
  const { t } = useTranslation("room");
  const { you } = useObservable(session.room);
  const isYou = person.id === you?.id;
  const role = t(`people.role_${person.role}`);
  return (
    <li className={styles.row}>
      <span className={styles.initials} aria-hidden="true" style={{ "--tint": tintOf(person.id) } as CSSProperties}>
        {initialsOf(person.name)}
      </span>
      <span className={styles.who}>
        <span className={styles.name} dir="auto">
          {isYou ? t("stage.you", { name: person.name }) : person.name}
        </span>
        <span className={styles.role}>{person.connected ? role : `${role}, ${t("people.away")}`}</span>
      </span>
      <States person={person} />
      <PersonMenu {...{ person, session, pinned, onPin, onRemove }} />
    </li>
  );
}

function States({ person }: { person: Person }) {
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
  const leading = leads(you) && others;
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
        {leading && person.microphone && (
          <Menu.Item
            leftSection={<IconMicrophoneOff {...icon} />}
            onClick={() => void session.command({ type: "mute", personId: person.id })}
          >
            {t("people.muteOne")}
          </Menu.Item>
        )}
        {leading && person.hand !== null && (
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
        {leading && person.role !== "host" && (
          <Menu.Item color="red" leftSection={<IconUserMinus {...icon} />} onClick={onRemove}>
            {t("people.remove")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What concerns everybody. */
function Leading({ session }: { session: RoomSession }) {
  const { t } = useTranslation("room");
  const { meeting } = useObservable(session.room);
  return (
    <section className={styles.leading}>
      <Button
        variant="default"
        leftSection={<IconMicrophoneOff size={18} stroke={1.75} />}
        onClick={() => void session.command({ type: "mute" })}
      >
        {t("people.muteAll")}
      </Button>
      <Switch
        label={t("people.lock")}
        description={t("people.lockHint")}
        checked={meeting?.locked ?? false}
        onChange={({ currentTarget }) => void session.command({ type: "setLock", locked: currentTarget.checked })}
      />
      <Switch
        label={t("people.lobby")}
        description={t("people.lobbyHint")}
        checked={meeting?.lobby ?? false}
        onChange={({ currentTarget }) => void session.command({ type: "setLobby", lobby: currentTarget.checked })}
      />
    </section>
  );
}

function RemoveDialog({
  session,
  person,
  onClose,
}: {
  session: RoomSession;
  person: Person | null;
  onClose: () => void;
}) {
  const { t } = useTranslation("room");
  const name = person?.name ?? "";
  const remove = () => {
    onClose();
    if (person) void session.command({ type: "remove", personId: person.id });
  };
  return (
    <Modal
      opened={person !== null}
      onClose={onClose}
      title={t("people.removeHeading", { name })}
      withCloseButton={false}
    >
      <p className={styles.dialogText}>{t("people.removeText", { name })}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t("people.cancel")}
        </Button>
        <Button color="red" onClick={remove}>
          {t("people.removeConfirm")}
        </Button>
      </Group>
    </Modal>
  );
}
