import { Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type MeetingSummary } from "../api/client";
import dialogStyles from "../ui/dialogs.module.css";
import { useSessionExpiry } from "../ui/failures";
import { FormFoot } from "../ui/FormFoot";

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
    <form className={dialogStyles.content} onSubmit={submit} noValidate>
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
      <FormFoot
        error={rename.error}
        pending={rename.isPending}
        back={t("schedule.back")}
        onBack={onClose}
        confirm={t("rename.button")}
      />
    </form>
  );
}
