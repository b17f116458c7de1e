import { Button, Menu } from "@mantine/core";
import {
  IconArrowBackUp,
  IconBadgeCc,
  IconCut,
  IconEye,
  IconFileZip,
  IconBadgeHd,
  IconPencil,
  IconPlayerPlay,
  IconRefresh,
  IconShare,
  IconTrash,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type ManagedRecording, tracksUrl } from "../api/client";
import { ConfirmDialog } from "../ui/ConfirmDialog";
import { formatElapsed } from "../ui/elapsedTime";
import { fileSize } from "../ui/fileSize";
import listStyles from "../ui/lists.module.css";
import { Making } from "../ui/Making";
import { MenuButton } from "../ui/MenuButton";
import textStyles from "../ui/text.module.css";
import { useFormats, useNow } from "../ui/useFormats";
import { When } from "../ui/When";
import { RenameDialog, ShareDialog, TrimDialog } from "./RecordingDialogs";
import styles from "./Recordings.module.css";
import { SubtitlesDialog } from "./SubtitlesDialog";
import { useRecordingChange } from "./useRecordingChange";
import { VisitorsDialog } from "./VisitorsDialog";

const ICON = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

type Asked = "rename" | "share" | "trim" | "subtitles" | "visitors" | "delete" | null;

/** Lines of a video: fewer are made sooner, more show what is small. */
const [USUAL, FINE] = [720, 1080] as const;

/** A recording, how far it is, and what can be done with it. */
export function RecordingRow({ recording }: { recording: ManagedRecording }) {
  const { t, i18n } = useTranslation("recordings");
  const { reid, title, state, url, restorableUntil, madeHere } = recording;
  const [asked, setAsked] = useState<Asked>(null);
  const gone = restorableUntil !== null;
  const restore = useRecordingChange(() => api.restoreRecording(reid), t("restored", { title }));
  const retry = useRecordingChange(() => api.retryRecording(reid), null);
  const otherHeight = recording.videoHeight === FINE ? USUAL : FINE;
  const compose = useRecordingChange(() => api.changeRecording(reid, { videoHeight: otherHeight }), t("videoAsked"));
  const remove = useRecordingChange(() => api.deleteRecording(reid), t("wasDeleted", { title }));
  const start = recording.trimStart ?? 0;
  const length = (recording.trimEnd ?? recording.duration) - start;
  const facts = [
    ...(length > 0 ? [formatElapsed(length)] : []),
    ...(recording.size > 0 ? [fileSize(recording.size, i18n.language)] : []),
  ].join(" · ");
  const close = () => setAsked(null);
  const living = !gone && url !== "";
  return (
    <li className={styles.recording}>
      <div className={listStyles.facts}>
        <h2 className={listStyles.title} dir="auto">
          {title}
        </h2>
        <p className={textStyles.about}>
          <When startsAt={recording.startedAt} endsAt={null} />
          {facts ? <span className="tabular"> · {facts}</span> : null}
          {recording.meetingTitle && recording.meetingTitle !== title ? (
            <>
              {" · "}
              <bdi>{recording.meetingTitle}</bdi>
            </>
          ) : null}
          {" · "}
          <bdi>{recording.owner}</bdi>
        </p>
        <State recording={recording} />
      </div>
      <div className={styles.actions}>
        {gone ? (
          <Button
            variant="default"
            leftSection={<IconArrowBackUp {...ICON} />}
            loading={restore.isPending}
            onClick={() => restore.mutate()}
          >
            {t("restore")}
          </Button>
        ) : living ? (
          <Button
            component="a"
            href={url}
            variant="light"
            leftSection={<IconPlayerPlay {...ICON} />}
            aria-label={t("openOf", { title })}
          >
            {t("open")}
          </Button>
        ) : state === "failed" && recording.problem !== "nothing" ? (
          <Button
            variant="light"
            leftSection={<IconRefresh {...ICON} />}
            loading={retry.isPending}
            onClick={() => retry.mutate()}
          >
            {t("retry")}
          </Button>
        ) : null}
        {living || gone || state === "failed" ? (
          <Menu position="bottom-end" width={260} shadow="md">
            <Menu.Target>
              <MenuButton title={title} />
            </Menu.Target>
            <Menu.Dropdown>
              {living ? (
                <>
                  <Menu.Item leftSection={<IconShare {...ICON} />} onClick={() => setAsked("share")}>
                    {t("share")}
                  </Menu.Item>
                  <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={() => setAsked("rename")}>
                    {t("rename")}
                  </Menu.Item>
                  {madeHere ? (
                    <>
                      <Menu.Item leftSection={<IconCut {...ICON} />} onClick={() => setAsked("trim")}>
                        {t("trim")}
                      </Menu.Item>
                      <Menu.Item leftSection={<IconBadgeCc {...ICON} />} onClick={() => setAsked("subtitles")}>
                        {t("subtitles")}
                      </Menu.Item>
                    </>
                  ) : null}
                  <Menu.Item leftSection={<IconEye {...ICON} />} onClick={() => setAsked("visitors")}>
                    {t("visitors")}
                  </Menu.Item>
                  {madeHere ? (
                    <>
                      <Menu.Item leftSection={<IconBadgeHd {...ICON} />} onClick={() => compose.mutate()}>
                        {t("videoOfLines", { lines: otherHeight })}
                      </Menu.Item>
                      <Menu.Item component="a" href={tracksUrl(reid)} download leftSection={<IconFileZip {...ICON} />}>
                        {t("tracks")}
                      </Menu.Item>
                    </>
                  ) : null}
                </>
              ) : null}
              <Menu.Item color="red" leftSection={<IconTrash {...ICON} />} onClick={() => setAsked("delete")}>
                {t(gone ? "remove" : "delete")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </div>
      {asked === "rename" ? <RenameDialog recording={recording} onClose={close} /> : null}
      {asked === "share" ? <ShareDialog recording={recording} onClose={close} /> : null}
      {asked === "trim" ? <TrimDialog recording={recording} onClose={close} /> : null}
      {asked === "subtitles" ? <SubtitlesDialog recording={recording} onClose={close} /> : null}
      {asked === "visitors" ? <VisitorsDialog recording={recording} onClose={close} /> : null}
      <ConfirmDialog
        opened={asked === "delete"}
        title={t("deleteHeading", { title })}
        cancel={t("cancel")}
        confirm={t(gone ? "remove" : "delete")}
        onCancel={close}
        onConfirm={() => {
          close();
          remove.mutate();
        }}
      >
        {t(gone ? "removeMeaning" : "deleteMeaning")}
      </ConfirmDialog>
    </li>
  );
}

/** How far it is, where it is not simply there. */
function State({ recording }: { recording: ManagedRecording }) {
  const { t } = useTranslation("recordings");
  const { formatWhen } = useFormats();
  const now = useNow(60_000);
  const { title, state, progress, problem, video, videoProgress, restorableUntil, cutOffUntil } = recording;
  if (restorableUntil !== null)
    return (
      <p className={textStyles.about}>{t("restorableUntil", { when: formatWhen(new Date(restorableUntil), now) })}</p>
    );
  if (state === "failed")
    return <p className={textStyles.problem}>{t(problem === "nothing" ? "problem_nothing" : "problem_failed")}</p>;
  if (state !== "ready")
    return (
      <div className={styles.state} data-state={state} role="status">
        {state === "processing" ? (
          <Making
            text={progress > 0 ? t("processingPercent", { percent: progress }) : t("state_processing")}
            label={title}
            percent={progress}
          />
        ) : (
          t(`state_${state}`)
        )}
      </div>
    );
  return (
    <>
      {problem === "quota" || problem === "disk" ? (
        <p className={textStyles.problem}>{t(`problem_${problem}`)}</p>
      ) : null}
      {cutOffUntil !== null ? (
        <p className={textStyles.about}>{t("cutOffUntil", { when: formatWhen(new Date(cutOffUntil), now) })}</p>
      ) : null}
      {video === "composing" ? (
        <Making text={t("video", { percent: videoProgress })} label={title} percent={videoProgress} />
      ) : null}
    </>
  );
}
