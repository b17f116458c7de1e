import { Alert, Button, Group } from "@mantine/core";
import { IconDownload, IconMusic } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordingCheck, RecordingEntry } from "../api/client";
import { reloadPage } from "../browser/reloadPage";
import { Page } from "../ui/Page";
import textStyles from "../ui/text.module.css";
import lineStyles from "../ui/TitleLine.module.css";
import { useFormats } from "../ui/useFormats";
import styles from "./Player.module.css";
import { TimelinePage } from "./TimelinePage";

const ICON = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

/** When it was recorded and how long it is. */
export function RecordingFacts({ startedAt, duration }: Pick<RecordingCheck, "startedAt" | "duration">) {
  const { formatInFull, formatDuration } = useFormats();
  return (
    <span className={`${styles.recordingFacts ?? ""} tabular`}>
      {startedAt ? <time dateTime={startedAt}>{formatInFull(new Date(startedAt))}</time> : null}
      {startedAt && duration > 0 ? <span aria-hidden="true"> · </span> : null}
      {duration > 0 ? <span className={styles.unbroken}>{formatDuration(duration)}</span> : null}
    </span>
  );
}

/** The recording as it was in the room; or the film, with the controls that the browser has for films: they work by keyboard and with screen readers. */
export function Player({ entry }: { entry: RecordingEntry }) {
  const { t } = useTranslation("pages");
  const [broken, setBroken] = useState(false);
  const playable = entry.playable && !broken;
  return (
    <Page title={entry.title}>
      <article className={styles.recording}>
        <header className={lineStyles.titleLine}>
          <div>
            <h1 dir="auto">{entry.title}</h1>
            <p className={textStyles.hint}>
              <RecordingFacts startedAt={entry.startedAt} duration={entry.duration} />
            </p>
          </div>
          {entry.soundUrl || entry.downloadUrl ? (
            <Group gap="xs">
              {entry.soundUrl ? (
                <Button
                  component="a"
                  href={entry.soundUrl}
                  download
                  variant="default"
                  leftSection={<IconMusic {...ICON} />}
                >
                  {t("recording.downloadSound")}
                </Button>
              ) : null}
              {entry.downloadUrl ? (
                <Button
                  component="a"
                  href={entry.downloadUrl}
                  download
                  variant={playable ? "default" : "filled"}
                  leftSection={<IconDownload {...ICON} />}
                >
                  {t("recording.download")}
                </Button>
              ) : null}
            </Group>
          ) : null}
        </header>
        {entry.timelineUrl ? (
          <TimelinePage entry={entry} />
        ) : playable ? (
          <video
            className={styles.video}
            src={entry.mediaUrl}
            controls
            playsInline
            preload="metadata"
            aria-label={entry.title}
            controlsList={entry.downloadUrl ? undefined : "nodownload"}
            onError={() => setBroken(true)}
          />
        ) : (
          <Alert variant="light" color={broken ? "red" : undefined} role={broken ? "alert" : undefined}>
            {t(broken ? "recording.broken" : entry.downloadUrl ? "recording.notPlayable" : "recording.notPlayableHere")}
            {broken ? (
              <Button mt="md" variant="default" display="block" onClick={reloadPage}>
                {t("failure.tryAgain")}
              </Button>
            ) : null}
          </Alert>
        )}
      </article>
    </Page>
  );
}
