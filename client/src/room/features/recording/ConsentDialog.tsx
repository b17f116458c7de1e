import { Alert, Button, Group, Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useRoom, useSession } from "../../roomContext";
import { agreeToRecording, leaveRecording, selectMustAnswer } from "./recording";
import styles from "./ConsentDialog.module.css";

/** The recording has begun with this person inside: agree, or leave. There is no third way, so it does not close. */
export function ConsentDialog() {
  const { t } = useTranslation("room");
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
      <Question />
    </Modal>
  );
}

function Question() {
  const { t } = useTranslation("room");
  const session = useSession();
  const [answer, setAnswer] = useState<"none" | "staying" | "leaving" | "failed">("none");
  const waits = answer === "staying" || answer === "leaving";
  const stay = async () => {
    setAnswer("staying");
    if (!(await agreeToRecording(session))) setAnswer("failed");
  };
  const leave = () => {
    setAnswer("leaving");
    void leaveRecording(session);
  };
  return (
    <>
      <p className={styles.text}>{t("recording.consentText")}</p>
      {answer === "failed" && (
        <Alert color="red" variant="light" role="alert" className={styles.failed}>
          {t("recording.consentFailed")}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={leave} loading={answer === "leaving"} disabled={waits}>
          {t("recording.leave")}
        </Button>
        <Button onClick={() => void stay()} loading={answer === "staying"} disabled={waits} data-autofocus>
          {t("recording.stay")}
        </Button>
      </Group>
    </>
  );
}
