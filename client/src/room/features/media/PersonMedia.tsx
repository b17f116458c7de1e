import { Button, Menu } from "@mantine/core";
import { IconMicrophone, IconMicrophoneOff, IconScreenShare, IconVideo, IconVideoOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { LabelledIcon } from "../../../ui/LabelledIcon";
import type { Person } from "../../protocol.generated";
import { useRoom, useSession } from "../../roomContext";
import { selectMayModerate } from "../people/public";
import { mute } from "./media";

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
  const moderating = useRoom(selectMayModerate(person.id));
  if (!moderating || !person.microphone) return null;
  return (
    <Menu.Item leftSection={<IconMicrophoneOff {...ICON} />} onClick={() => mute(session, person.id)}>
      {t("people.muteOne")}
    </Menu.Item>
  );
}

export function MuteAllButton() {
  const { t } = useTranslation("room");
  const session = useSession();
  return (
    <Button variant="default" leftSection={<IconMicrophoneOff {...ICON} />} onClick={() => mute(session)}>
      {t("people.muteAll")}
    </Button>
  );
}
