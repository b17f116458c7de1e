import { Group, Modal, Switch, TextInput } from "@mantine/core";
import { type ReactNode, type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type ManagedRecording } from "../api/client";
import { CopyLink } from "../ui/CopyLink";
import dialogStyles from "../ui/dialogs.module.css";
import { formatElapsed } from "../ui/elapsedTime";
import { FormFoot } from "../ui/FormFoot";
import textStyles from "../ui/text.module.css";
import { embedCode } from "./embed";
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

interface EditDialogProps {
  title: string;
  pending: boolean;
  onClose: () => void;
  onSubmit: () => void;
  children: ReactNode;
}

/** A form about a recording in a window. */
function EditDialog({ title, pending, onClose, onSubmit, children }: EditDialogProps) {
  const { t } = useTranslation(["recordings", "pages"]);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("pages:close") }}>
      <form onSubmit={submit} noValidate className={dialogStyles.content}>
        {children}
        <FormFoot error={null} pending={pending} back={t("cancel")} onBack={onClose} confirm={t("save")} />
      </form>
    </Modal>
  );
}

export function RenameDialog(props: Props) {
  const { t } = useTranslation("recordings");
  const { edit, setEdit, change } = useEdit(props);
  const title = edit.title ?? props.recording.title;
  const submit = () => {
    if (title.trim()) change.mutate();
  };
  return (
    <EditDialog title={t("rename")} pending={change.isPending} onClose={props.onClose} onSubmit={submit}>
      <TextInput
        label={t("title")}
        value={title}
        maxLength={255}
        dir="auto"
        data-autofocus
        onChange={({ currentTarget }) => setEdit({ title: currentTarget.value })}
      />
    </EditDialog>
  );
}

/** The link, and who may play it. */
export function ShareDialog(props: Props) {
  const { t } = useTranslation("recordings");
  const { url, title, embeddable, entry, password, ownerDownloadsOnly } = props.recording;
  const { edit, setEdit, change } = useEdit(props);
  return (
    <EditDialog title={t("share")} pending={change.isPending} onClose={props.onClose} onSubmit={() => change.mutate()}>
      <CopyLink label={t("link")} hint={t("linkHint")} link={url} />
      {embeddable ? (
        <CopyLink label={t("embed")} hint={t("embedHint")} link={embedCode(url, title)} />
      ) : (
        <p className={textStyles.about}>{t("embedNot")}</p>
      )}
      {entry === "acl" ? (
        <p className={textStyles.about}>{t("listed")}</p>
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
    </EditDialog>
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
  const submit = () => {
    const fits = from !== null && last !== null && from < last && from < duration;
    setWrong(!fits);
    if (fits) change.mutate();
  };
  return (
    <EditDialog title={t("trim")} pending={change.isPending} onClose={onClose} onSubmit={submit}>
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
      <p className={wrong ? textStyles.problem : textStyles.about} role={wrong ? "alert" : undefined}>
        {t(wrong ? "trimWrong" : "trimHint")}
      </p>
    </EditDialog>
  );
}
