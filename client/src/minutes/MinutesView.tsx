import { Button, Menu } from "@mantine/core";
import { IconDownload, IconPencil, IconSend } from "@tabler/icons-react";
import { useIsMutating } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Minutes } from "../api/client";
import { useFormats, useNow } from "../ui/useFormats";
import { ActionItems } from "./ActionItems";
import styles from "./Minutes.module.css";
import { PeopleThere } from "./PeopleThere";
import { PollResults } from "./PollResults";
import { ReleaseDialog } from "./ReleaseDialog";
import { Section } from "./Section";
import type { MinutesSource } from "./source";

const ICON = { size: 18, stroke: 1.75, "aria-hidden": true } as const;
const FORMATS = ["docx", "pdf", "html", "md"] as const;

interface Props {
  source: MinutesSource;
  minutes: Minutes;
  /** What the meeting is called on the screen. */
  title: string;
  onEdit: () => void;
}

/** The minutes as they are read. Sections that have nothing are left out. */
export function MinutesView({ source, minutes, title, onEdit }: Props) {
  const { t } = useTranslation("minutes");
  const { formatDuration } = useFormats();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const { summary, agenda, decisions, documents, recordings, polls } = minutes;
  const noted = summary || agenda.length || decisions.length || minutes.actionItems.length || polls.length;
  return (
    <>
      <header className={styles.head}>
        <div className={styles.titles}>
          <p className={styles.kind}>{t("title")}</p>
          <h1 ref={heading} tabIndex={-1}>
            <bdi>{title}</bdi>
          </h1>
          <When minutes={minutes} />
        </div>
        <Actions source={source} minutes={minutes} onEdit={onEdit} />
      </header>
      <State minutes={minutes} />
      {noted ? null : <p className={styles.muted}>{t(minutes.mayEdit ? "nothingHost" : "nothing")}</p>}
      {summary ? (
        <Section heading={t("summary")}>
          <p className={styles.text} dir="auto">
            {summary}
          </p>
        </Section>
      ) : null}
      {agenda.length > 0 ? (
        <Section heading={t("agenda")}>
          <ol className={styles.list}>
            {agenda.map((point, number) => (
              <li key={number}>
                <bdi>{point.text}</bdi>
                {point.minutes ? <span className={styles.beside}>{formatDuration(point.minutes * 60)}</span> : null}
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
      {decisions.length > 0 ? (
        <Section heading={t("decisions")}>
          <ul className={styles.list}>
            {decisions.map((decision, number) => (
              <li key={number}>
                <bdi>{decision}</bdi>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {minutes.actionItems.length > 0 ? (
        <Section heading={t("tasks")}>
          <ActionItems source={source} minutes={minutes} />
        </Section>
      ) : null}
      {polls.length > 0 ? (
        <Section heading={t("polls")}>
          {polls.map((poll, number) => (
            <PollResults key={number} poll={poll} />
          ))}
        </Section>
      ) : null}
      {documents.length > 0 ? (
        <Section heading={t("documents")}>
          <ul className={styles.list}>
            {documents.map((document, number) => (
              <li key={number}>
                <bdi>{document}</bdi>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {recordings.length > 0 ? (
        <Section heading={t("recordings")}>
          <ul className={styles.list}>
            {recordings.map((recording, number) => (
              <li key={number}>
                {recording.url ? <a href={recording.url}>{recording.title}</a> : <bdi>{recording.title}</bdi>}
                <span className={styles.beside}>
                  {recording.url ? formatDuration(recording.duration) : t("preparing")}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section heading={t("people")}>
        <PeopleThere people={minutes.people} hidden={minutes.peopleHidden} />
      </Section>
    </>
  );
}

function When({ minutes }: { minutes: Minutes }) {
  const { formatRange, formatWhen, formatInFull } = useFormats();
  const now = useNow(60_000);
  const start = new Date(minutes.startedAt);
  const end = minutes.endedAt ? new Date(minutes.endedAt) : null;
  return (
    <p className={styles.when}>
      <time dateTime={minutes.startedAt} title={formatInFull(start)}>
        {end ? formatRange(start, end, now) : formatWhen(start, now)}
      </time>
    </p>
  );
}

function State({ minutes }: { minutes: Minutes }) {
  const { t } = useTranslation("minutes");
  const { formatWhen } = useFormats();
  const now = useNow(60_000);
  const draft = minutes.state === "draft";
  const when = (at: string) => formatWhen(new Date(at), now);
  const changed = minutes.editedAt !== null && (draft || minutes.editedAt > (minutes.releasedAt ?? ""));
  return (
    <p className={styles.state}>
      <span className={styles.mark} data-draft={draft}>
        {draft ? t("draft") : t("released", { when: when(minutes.releasedAt ?? minutes.startedAt) })}
      </span>
      {draft ? <span>{t("draftHint")}</span> : null}
      {changed && minutes.editedAt ? <span>{t("edited", { when: when(minutes.editedAt) })}</span> : null}
    </p>
  );
}

function Actions({ source, minutes, onEdit }: Pick<Props, "source" | "minutes" | "onEdit">) {
  const { t, i18n } = useTranslation("minutes");
  const [asking, setAsking] = useState(false);
  // The form begins with the version that a tick leaves behind.
  const ticking = useIsMutating({ mutationKey: source.key }) > 0;
  const { fileUrl } = minutes;
  const file = (format: string) =>
    `${fileUrl}${fileUrl.includes("?") ? "&" : "?"}format=${format}&language=${encodeURIComponent(i18n.language)}`;
  return (
    <div className={styles.actions}>
      <Menu position="bottom-end" width={220} shadow="md">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload {...ICON} />}>
            {t("download")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {FORMATS.map((format) => (
            <Menu.Item key={format} component="a" href={file(format)} download>
              {t(`format.${format}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {minutes.mayEdit ? (
        <Button variant="default" leftSection={<IconPencil {...ICON} />} loading={ticking} onClick={onEdit}>
          {t("edit")}
        </Button>
      ) : null}
      {minutes.mayEdit && minutes.state === "draft" ? (
        <>
          <Button leftSection={<IconSend {...ICON} />} onClick={() => setAsking(true)}>
            {t("release")}
          </Button>
          <ReleaseDialog source={source} minutes={minutes} opened={asking} onClose={() => setAsking(false)} />
        </>
      ) : null}
    </div>
  );
}
