import { Alert, Button, Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type MeetingSummary } from "../api/client";
import dialogStyles from "../ui/dialogs.module.css";
import { useFailureText, useSessionExpiry } from "../ui/failures";

interface Props {
  meeting: MeetingSummary;
  opened: boolean;
  onClose: () => void;
}

/** Gives a meeting another title. */
export function RenameMeeting({ meeting, opened, onClose }: Props) {
  const { t } = useTranslation("pages");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("rename.heading")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Field meeting={meeting} onClose={onClose} />
    </Modal>
  );
}

function Field({ meeting, onClose }: Omit<Props, "opened">) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const queries = useQueryClient();
  const [title, setTitle] = useState(meeting.title);
  const rename = useMutation({
    mutationFn: () => api.changeMeeting(meeting.mid, { title: title.trim() }),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ["meetings"] });
    },
  });
  useSessionExpiry(rename.error);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    rename.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <TextInput
        label={t("schedule.title")}
        description={t("schedule.titleHint")}
        size="md"
        maxLength={250}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        data-autofocus
        dir="auto"
      />
      {rename.error ? (
        <Alert color="red" variant="light" role="alert" mt={12}>
          {failureText(rename.error)}
        </Alert>
      ) : null}
      <div className={dialogStyles.actions} style={{ paddingTop: 24 }}>
        <Button variant="default" size="md" onClick={onClose}>
          {t("schedule.back")}
        </Button>
        <Button type="submit" size="md" loading={rename.isPending}>
          {t("rename.button")}
        </Button>
      </div>
    </form>
  );
}
