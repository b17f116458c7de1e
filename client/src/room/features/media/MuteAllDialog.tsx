import { Button, Checkbox, Group, Modal, ScrollArea, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShallow } from "zustand/react/shallow";

import { useRoom, useSession } from "../../roomContext";
import { defineDialog, type DialogProps } from "../../view/dialog";
import { selectPerson, selectSpeakingAttendees } from "../people/public";
import { muteAll } from "./media";

/** Who goes on speaking while all other attendees are muted, those of whom this browser does not know yet too. */
function MuteAllDialog({ subject, onClose }: DialogProps<true>) {
  const { t } = useTranslation("room");
  return (
    <Modal
      opened={subject !== null}
      onClose={onClose}
      title={t("people.muteAllHeading")}
      closeButtonProps={{ "aria-label": t("people.close") }}
    >
      {subject !== null && <Choice onClose={onClose} />}
    </Modal>
  );
}

function Choice({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("room");
  const session = useSession();
  const attendees = useRoom(useShallow(selectSpeakingAttendees));
  const [spared, setSpared] = useState<readonly string[]>([]);
  const mute = () => {
    onClose();
    muteAll(session, [...spared]);
  };
  return (
    <>
      {attendees.length === 0 ? (
        <p>{t("people.nobodyUnmuted")}</p>
      ) : (
        <Checkbox.Group label={t("people.muteAllSpare")} value={[...spared]} onChange={setSpared}>
          <ScrollArea.Autosize mah={320} mt="sm" type="auto">
            <Stack gap="sm" pb={4}>
              {attendees.map((id) => (
                <PersonChoice key={id} id={id} />
              ))}
            </Stack>
          </ScrollArea.Autosize>
        </Checkbox.Group>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t("people.cancel")}
        </Button>
        <Button onClick={mute} disabled={attendees.length === 0}>
          {t("people.muteOthers")}
        </Button>
      </Group>
    </>
  );
}

function PersonChoice({ id }: { id: string }) {
  const name = useRoom((room) => selectPerson(id)(room)?.name ?? "");
  return <Checkbox value={id} label={<span dir="auto">{name}</span>} />;
}

export const muteAllDialog = defineDialog("media.muteAll", MuteAllDialog);
