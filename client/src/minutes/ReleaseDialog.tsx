import { Alert, Button, Group, Modal, Radio } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Minutes } from "../api/client";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { useToast } from "../ui/useToast";
import styles from "./Minutes.module.css";
import type { MinutesSource } from "./source";

interface Props {
  source: MinutesSource;
  minutes: Minutes;
  opened: boolean;
  onClose: () => void;
}

/** Asks before the release, and who gets the minutes by mail. */
export function ReleaseDialog({ source, minutes, opened, onClose }: Props) {
  const { t } = useTranslation("minutes");
  const failureText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  const recipients = minutes.recipients ?? 0;
  const [mail, setMail] = useState<"there" | "nobody">("there");
  const release = useMutation({
    scope: source.scope,
    mutationFn: () => source.release(recipients > 0 ? mail : "nobody"),
    onSuccess: (after) => {
      queries.setQueryData(source.key, after);
      showToast(t("ask.done"));
      onClose();
    },
    onError: () => queries.invalidateQueries({ queryKey: source.key }),
  });
  useSessionExpiry(release.error);
  return (
    <Modal opened={opened} onClose={onClose} title={t("ask.heading")} withCloseButton={false}>
      <div className={styles.ask}>
        <p>{t("ask.text")}</p>
        {recipients > 0 ? (
          <Radio.Group
            label={t("ask.mail")}
            value={mail}
            onChange={(value) => setMail(value === "nobody" ? "nobody" : "there")}
          >
            <div className={styles.choices}>
              <Radio value="there" label={t("ask.there", { count: recipients })} />
              <Radio value="nobody" label={t("ask.nobody")} />
            </div>
          </Radio.Group>
        ) : (
          <p className={styles.muted}>{t("ask.none")}</p>
        )}
        {release.error ? (
          <Alert color="red" role="alert">
            {failureText(release.error)}
          </Alert>
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("form.cancel")}
          </Button>
          <Button loading={release.isPending} onClick={() => release.mutate()} data-autofocus>
            {t("ask.confirm")}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
