import { Button } from "@mantine/core";
import { IconArrowBackUp, IconDownload, IconFileText, IconPlayerPlay } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Goodbye } from "../api/client";
import styles from "./AfterMeeting.module.css";
import { webAddress } from "./returnUrl";

const ICON = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

/** What the person may have after the meeting; nothing where there is nothing. */
export function AfterMeeting({ goodbye }: { goodbye: Goodbye }) {
  const { t, i18n } = useTranslation("pages");
  const { minutes, minutesUrl, notesUrl, attendanceUrl, recordings } = goodbye;
  const later = minutesUrl === "" && minutes !== "none" && minutes !== "released" ? minutes : null;
  if (!minutesUrl && !later && !notesUrl && !attendanceUrl && recordings.length === 0) return null;
  return (
    <section className={styles.have} aria-label={t("goodbye.have")}>
      <ul>
        {minutesUrl ? (
          <li>
            <a href={minutesUrl}>
              <IconFileText {...ICON} />
              {t(minutes === "draft" ? "goodbye.minutesDraft" : "goodbye.minutes")}
            </a>
          </li>
        ) : null}
        {notesUrl ? (
          <li>
            <a href={`${notesUrl}&format=pdf&language=${encodeURIComponent(i18n.language)}`} download>
              <IconDownload {...ICON} />
              {t("goodbye.notes")}
            </a>
          </li>
        ) : null}
        {attendanceUrl ? (
          <li>
            <a href={`${attendanceUrl}?format=xlsx`} download>
              <IconDownload {...ICON} />
              {t("goodbye.attendance")}
            </a>
          </li>
        ) : null}
        {recordings.map(({ title, url }, number) => (
          <li key={number}>
            {url ? (
              <a href={url}>
                <IconPlayerPlay {...ICON} />
                {t("goodbye.recording", { title })}
              </a>
            ) : (
              <span className={styles.later}>{t("goodbye.recordingLater", { title })}</span>
            )}
          </li>
        ))}
        {later ? (
          <li>
            <span className={styles.later} role="status">
              {t(`goodbye.minutesLater.${later}`)}
            </span>
          </li>
        ) : null}
      </ul>
    </section>
  );
}

/** The way back to the application by whose link the person came. */
export function WayBack({ goodbye }: { goodbye: Goodbye }) {
  const { t } = useTranslation("pages");
  const url = webAddress(goodbye.returnUrl);
  if (url === null) return null;
  return (
    <Button size="md" component="a" href={url} rel="noopener" leftSection={<IconArrowBackUp {...ICON} />}>
      {t("goodbye.back", { host: new URL(url).host })}
    </Button>
  );
}
