import { Button, Drawer, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import {
  IconDots,
  IconHandStop,
  type Icon,
  IconHelp,
  IconPhoneOff,
  IconPower,
  IconScreenShare,
  IconScreenShareOff,
  IconSettings,
  IconUsers,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { RoundButton } from "../../ui/RoundButton";
import { InputToggle } from "../devices/InputToggle";
import { canShareScreen } from "../media/local";
import type { RoomSession } from "../session";
import { selectIsHost, selectOwnHand, selectWaitingCount } from "../store/selectors";
import styles from "./ControlBar.module.css";

interface Props {
  session: RoomSession;
  /** On a phone: five controls, everything else behind "More". */
  compact: boolean;
  peopleOpen: boolean;
  onPeople: () => void;
  onSettings: () => void;
  onHelp: () => void;
  onEnd: () => void;
}

interface Control {
  label: string;
  icon: Icon;
  onClick: () => void;
}

/** The few things that one needs, below the stage. */
export function ControlBar({ session, compact, peopleOpen, onPeople, onSettings, onHelp, onEnd }: Props) {
  const { t } = useTranslation("room");
  const hosting = useStore(session.room, selectIsHost);
  const hand = useStore(session.room, selectOwnHand);
  const waitingCount = useStore(session.room, selectWaitingCount);
  const screen = useStore(session.local.state, ({ screen }) => screen !== null);
  const hasSlot = useStore(session.media.state, ({ hasSlot }) => hasSlot);
  const unavailable = hasSlot ? undefined : t("controls.noPlace");

  const share: Control = {
    label: screen ? t("controls.stopSharing") : t("controls.share"),
    icon: screen ? IconScreenShareOff : IconScreenShare,
    onClick: () => void session.toggleScreen(),
  };
  const people: Control = { label: t("controls.people"), icon: IconUsers, onClick: onPeople };
  const settings: Control = { label: t("controls.settings"), icon: IconSettings, onClick: onSettings };
  const help: Control = { label: t("controls.help"), icon: IconHelp, onClick: onHelp };
  const end: Control = { label: t("controls.end"), icon: IconPower, onClick: onEnd };
  const shareable = canShareScreen() && hasSlot;

  return (
    <footer className={styles.bar} aria-label={t("controls.label")}>
      <div className={styles.middle}>
        <InputToggle local={session.local} input="microphone" unavailable={unavailable} />
        <InputToggle local={session.local} input="camera" unavailable={unavailable} />
        {!compact && canShareScreen() && (
          <RoundButton {...share} tone={screen ? "on" : "plain"} unavailable={unavailable} />
        )}
        <RoundButton
          label={hand ? t("controls.lowerHand") : t("controls.raiseHand")}
          icon={IconHandStop}
          tone={hand ? "on" : "plain"}
          shortcut="H"
          onClick={() => void session.command({ type: "setHand", raised: !hand })}
        />
        {!compact && (
          <>
            <RoundButton {...people} badge={waitingCount} expanded={peopleOpen} shortcut="P" />
            <RoundButton {...settings} />
            <RoundButton {...help} shortcut="?" />
          </>
        )}
        {compact && <More entries={[...(shareable ? [share] : []), settings, ...(hosting ? [end] : [])]} />}
      </div>
      <div className={styles.end}>
        {!compact && hosting && (
          <Button variant="outline" color="red" classNames={{ root: styles.endAll ?? "" }} onClick={onEnd}>
            {t("controls.end")}
          </Button>
        )}
        <RoundButton
          label={t("controls.leave")}
          icon={IconPhoneOff}
          tone="danger"
          onClick={() => void session.leave()}
        />
      </div>
    </footer>
  );
}

/** The rest of the controls, as a sheet from below. */
function More({ entries }: { entries: Control[] }) {
  const { t } = useTranslation("room");
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <RoundButton label={t("controls.more")} icon={IconDots} expanded={opened} onClick={open} />
      <Drawer
        opened={opened}
        onClose={close}
        position="bottom"
        classNames={{ content: styles.drawer ?? "", header: styles.drawer ?? "" }}
        title={t("controls.more")}
        closeButtonProps={{ "aria-label": t("people.close") }}
      >
        <div className={styles.sheet}>
          {entries.map(({ label, icon: Picture, onClick }) => (
            <UnstyledButton
              key={label}
              className={styles.entry}
              onClick={() => {
                close();
                onClick();
              }}
            >
              <Picture size={22} stroke={1.75} aria-hidden="true" />
              {label}
            </UnstyledButton>
          ))}
        </div>
      </Drawer>
    </>
  );
}
