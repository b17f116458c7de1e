import { ActionIcon, Autocomplete, Button, FileButton, Modal, Tooltip } from "@mantine/core";
import { IconTrash, IconUpload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type ManagedRecording } from "../api/client";
import { LANGUAGES } from "../locales/i18n";
import dialogStyles from "../ui/dialogs.module.css";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import textStyles from "../ui/text.module.css";
import { useToast } from "../ui/useToast";
import { languageName } from "./languageName";
import styles from "./RecordingLists.module.css";

const ICON = { size: 18, stroke: 1.75, "aria-hidden": true } as const;
/** Bytes that the server takes. */
const MOST = 2_000_000;
/** A language tag (BCP 47), as the server reads it. */
const TAG = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$/;

interface Props {
  recording: ManagedRecording;
  onClose: () => void;
}

/** The subtitles of a recording: which there are, and a file that brings more, or takes their place. */
export function SubtitlesDialog({ recording, onClose }: Props) {
  const { t } = useTranslation(["recordings", "pages"]);
  const showToast = useToast();
  const failureText = useFailureText();
  const queries = useQueryClient();
  const reset = useRef<() => void>(null);
  const [language, setLanguage] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const tag = language.trim();
  const shown = () => queries.invalidateQueries({ queryKey: ["recordings"] });
  const bring = useMutation({
    mutationFn: async (file: File) => api.setSubtitles(recording.reid, tag, await file.text()),
    onSuccess: async () => {
      showToast(t("subtitlesSaved", { language: languageName(tag) }));
      setLanguage("");
      await shown();
    },
    onError: (error) => setWrong(failureText(error)),
  });
  const remove = useMutation({
    mutationFn: (one: string) => api.removeSubtitles(recording.reid, one),
    onSuccess: async (_, one) => {
      showToast(t("subtitlesRemoved", { language: languageName(one) }));
      await shown();
    },
    onError: (error) => setWrong(failureText(error)),
  });
  useSessionExpiry(bring.error ?? remove.error);
  const choose = (file: File | null) => {
    reset.current?.();
    if (!file) return;
    setWrong(file.size > MOST ? t("subtitlesLarge") : null);
    if (file.size <= MOST) bring.mutate(file);
  };
  const known = TAG.test(tag);
  const replaces = recording.subtitles.some((one) => one.toLowerCase() === tag.toLowerCase());
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("subtitlesOf", { title: recording.title })}
      closeButtonProps={{ "aria-label": t("pages:close") }}
    >
      <div className={dialogStyles.content}>
        {recording.subtitles.length === 0 ? (
          <p className={textStyles.about}>{t("subtitlesNone")}</p>
        ) : (
          <ul className={styles.list} aria-label={t("subtitles")}>
            {recording.subtitles.map((one) => (
              <li key={one} className={styles.line}>
                <span>
                  <bdi lang={one}>{languageName(one)}</bdi> <span className={textStyles.about}>{one}</span>
                </span>
                <Tooltip label={t("subtitlesRemove", { language: languageName(one) })}>
                  <ActionIcon
                    size={44}
                    variant="subtle"
                    color="red"
                    aria-label={t("subtitlesRemove", { language: languageName(one) })}
                    loading={remove.isPending && remove.variables === one}
                    onClick={() => remove.mutate(one)}
                  >
                    <IconTrash {...ICON} />
                  </ActionIcon>
                </Tooltip>
              </li>
            ))}
          </ul>
        )}
        <Autocomplete
          label={t("subtitlesLanguage")}
          description={t("subtitlesLanguageHint")}
          value={language}
          data={[...LANGUAGES]}
          renderOption={({ option }) => <bdi>{`${languageName(option.value)} (${option.value})`}</bdi>}
          maxLength={35}
          dir="ltr"
          autoComplete="off"
          error={tag !== "" && !known ? t("subtitlesLanguageWrong") : null}
          onChange={setLanguage}
        />
        <FileButton accept=".vtt,.srt,text/vtt,application/x-subrip" resetRef={reset} onChange={choose}>
          {(props) => (
            <Button
              {...props}
              leftSection={<IconUpload {...ICON} />}
              disabled={!known}
              loading={bring.isPending}
              variant={replaces ? "default" : "filled"}
            >
              {t(replaces ? "subtitlesReplace" : "subtitlesBring")}
            </Button>
          )}
        </FileButton>
        <p
          className={wrong === null ? textStyles.about : textStyles.problem}
          role={wrong === null ? undefined : "alert"}
        >
          {wrong ?? t("subtitlesHint")}
        </p>
      </div>
    </Modal>
  );
}
