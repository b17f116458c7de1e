import { Button, Group, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useRoom, useSession } from "../../roomContext";
import { answerRecording, selectMustAnswer } from "./recording";
import styles from "./ConsentDialog.module.css";

/** The recording has begun with this person inside: agree, or leave. There is no third way, so it does not close. */
export function ConsentDialog() {
  const { t } = useTranslation("room");
  const session = useSession();
  const asked = useRoom(selectMustAnswer);
  return (
    <Modal
      opened={asked}
      onClose={() => undefined}
      title={t("recording.consentHeading")}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      centered
    >
      <p className={styles.text}>{t("recording.consentText")}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => void answerRecording(session, false)}>
          {t("recording.leave")}
        </Button>
        <Button onClick={() => void answerRecording(session, true)} data-autofocus>
          {t("recording.stay")}
        </Button>
      </Group>
    </Modal>
  );
}
