import { Button, Group, Modal, Switch, TextInput } from "@mantine/core";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type ManagedRecording } from "../api/client";
import { CopyLink } from "../ui/CopyLink";
import { formatElapsed } from "../ui/elapsedTime";
import styles from "./Recordings.module.css";
import { readTime } from "./readTime";
import { type RecordingEdit, useRecordingChange } from "./useRecordingChange";

interface Props {
  recording: ManagedRecording;
  onClose: () => void;
}

/** Changes the recording and closes; where it fails the person is told, and the dialog stays. */
function useEdit({ recording, onClose }: Props) {
  const { t } = useTranslation("recordings");
  const [edit, setEdit] = useState<RecordingEdit>({});
  const change = useRecordingChange(() => api.changeRecording(recording.reid, edit), t("done"), onClose);
  return { edit, setEdit, change };
}

function Foot({ onClose, pending }: { onClose: () => void; pending: boolean }) {
  const { t } = useTranslation("recordings");
  return (
    <Group justify="flex-end" mt="lg">
      <Button variant="default" onClick={onClose}>
        {t("cancel")}
      </Button>
      <Button type="submit" loading={pending}>
        {t("save")}
      </Button>
    </Group>
  );
}

export function RenameDialog(props: Props) {
  const { t } = useTranslation("recordings");
  const { edit, setEdit, change } = useEdit(props);
  const title = edit.title ?? props.recording.title;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (title.trim()) change.mutate();
  };
  return (
    <Modal opened onClose={props.onClose} title={t("rename")}>
      <form onSubmit={submit} noValidate>
        <TextInput
          label={t("title")}
          value={title}
          maxLength={255}
          dir="auto"
          data-autofocus
          onChange={({ currentTarget }) => setEdit({ title: currentTarget.value })}
        />
        <Foot onClose={props.onClose} pending={change.isPending} />
      </form>
    </Modal>
  );
}

/** The link, and who may play it. */
export function ShareDialog(props: Props) {
  const { t } = useTranslation("recordings");
  const { url, entry, password, ownerDownloadsOnly } = props.recording;
  const { edit, setEdit, change } = useEdit(props);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Modal opened onClose={props.onClose} title={t("share")}>
      <form onSubmit={submit} noValidate className={styles.form}>
        <CopyLink label={t("link")} hint={t("linkHint")} link={url} />
        {entry === "acl" ? (
          <p className={styles.about}>{t("listed")}</p>
        ) : (
          <TextInput
            label={t("password")}
            description={t("passwordHint")}
            value={edit.password === undefined ? (password ?? "") : (edit.password ?? "")}
            maxLength={64}
            autoComplete="off"
            onChange={({ currentTarget }) => setEdit({ ...edit, password: currentTarget.value || null })}
          />
        )}
        <Switch
          label={t("ownerDownloads")}
          checked={edit.ownerDownloadsOnly ?? ownerDownloadsOnly}
          onChange={({ currentTarget }) => setEdit({ ...edit, ownerDownloadsOnly: currentTarget.checked })}
        />
        <Foot onClose={props.onClose} pending={change.isPending} />
      </form>
    </Modal>
  );
}

/** From when to when it is played. */
export function TrimDialog({ recording, onClose }: Props) {
  const { t } = useTranslation("recordings");
  const { reid, duration } = recording;
  const [start, setStart] = useState(formatElapsed(recording.trimStart ?? 0));
  const [end, setEnd] = useState(formatElapsed(recording.trimEnd ?? duration));
  const [wrong, setWrong] = useState(false);
  const [from, to] = [readTime(start), readTime(end)];
  // The clock shows whole seconds: the last one is played to its end.
  const last = to !== null && to >= Math.floor(duration / 1_000) * 1_000 ? duration : to;
  const change = useRecordingChange(
    () => api.changeRecording(reid, { trim: { start: from ?? 0, end: last ?? duration } }),
    t("done"),
    onClose,
  );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const fits = from !== null && last !== null && from < last && from < duration;
    setWrong(!fits);
    if (fits) change.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t("trim")}>
      <form onSubmit={submit} noValidate className={styles.form}>
        <Group grow align="start">
          <TextInput
            label={t("trimStart")}
            value={start}
            error={wrong}
            inputMode="numeric"
            dir="ltr"
            onChange={({ currentTarget }) => setStart(currentTarget.value)}
          />
          <TextInput
            label={t("trimEnd")}
            value={end}
            error={wrong}
            dir="ltr"
            onChange={({ currentTarget }) => setEnd(currentTarget.value)}
          />
        </Group>
        <p className={wrong ? styles.problem : styles.about} role={wrong ? "alert" : undefined}>
          {t(wrong ? "trimWrong" : "trimHint")}
        </p>
        <Foot onClose={onClose} pending={change.isPending} />
      </form>
    </Modal>
  );
}
