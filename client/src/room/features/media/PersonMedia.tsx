import { Button, Menu } from "@mantine/core";
import {
  IconMicrophone,
  IconMicrophoneOff,
  IconScreenShare,
  IconScreenShareOff,
  IconVideo,
  IconVideoOff,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { LabelledIcon } from "../../../ui/LabelledIcon";
import type { Person } from "../../protocol.generated";
import { useRoom, useSession, useView } from "../../roomContext";
import { selectMayStop } from "../people/public";
import { mute, muteAll, stopVideo } from "./media";
import { muteAllDialog } from "./MuteAllDialog";

const ICON = { size: 18, stroke: 1.75 };

/** In the list of people: what a person sends. */
export function SendingMarks({ person }: { person: Person }) {
  const { t } = useTranslation("room");
  return (
    <>
      {person.screen && (
        <LabelledIcon label={t("people.shares")} tone="plain">
          <IconScreenShare {...ICON} />
        </LabelledIcon>
      )}
      <LabelledIcon
        label={person.camera ? t("people.cameraOn") : t("people.cameraOff")}
        tone={person.camera ? "plain" : "quiet"}
      >
        {person.camera ? <IconVideo {...ICON} /> : <IconVideoOff {...ICON} />}
      </LabelledIcon>
      <LabelledIcon
        label={person.microphone ? t("people.microphoneOn") : t("stage.muted")}
        tone={person.microphone ? "plain" : "quiet"}
      >
        {person.microphone ? <IconMicrophone {...ICON} /> : <IconMicrophoneOff {...ICON} />}
      </LabelledIcon>
    </>
  );
}

export function MuteAction({ person }: { person: Person }) {
  const { t } = useTranslation("room");
  const session = useSession();
  const moderating = useRoom(selectMayStop(person.id));
  if (!moderating || !person.microphone) return null;
  return (
    <Menu.Item leftSection={<IconMicrophoneOff {...ICON} />} onClick={() => mute(session, person.id)}>
      {t("people.muteOne")}
    </Menu.Item>
  );
}

/** Ends what a person shows: the camera, or the shared screen. */
export function StopVideoActions({ person }: { person: Person }) {
  const { t } = useTranslation("room");
  const session = useSession();
  const moderating = useRoom(selectMayStop(person.id));
  if (!moderating) return null;
  return (
    <>
      {person.screen && (
        <Menu.Item
          leftSection={<IconScreenShareOff {...ICON} />}
          onClick={() => stopVideo(session, person.id, "screen")}
        >
          {t("people.stopScreen")}
        </Menu.Item>
      )}
      {person.camera && (
        <Menu.Item leftSection={<IconVideoOff {...ICON} />} onClick={() => stopVideo(session, person.id, "camera")}>
          {t("people.stopCamera")}
        </Menu.Item>
      )}
    </>
  );
}

/** Mutes all attendees, or all but some. */
export function MuteAllButtons() {
  const { t } = useTranslation("room");
  const session = useSession();
  const view = useView();
  return (
    <Button.Group>
      <Button variant="default" flex={1} leftSection={<IconMicrophoneOff {...ICON} />} onClick={() => muteAll(session)}>
        {t("people.muteAll")}
      </Button>
      <Button variant="default" onClick={() => view.open(muteAllDialog, true)}>
        {t("people.muteAllExcept")}
      </Button>
    </Button.Group>
  );
}
