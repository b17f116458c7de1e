import { ActionIcon, Button, FileButton, Menu, Progress } from "@mantine/core";
import {
  IconDotsVertical,
  IconDownload,
  IconPresentation,
  IconPresentationOff,
  IconRefresh,
  IconTrash,
  IconUpload,
  IconX,
} from "@tabler/icons-react";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { ACCEPTED } from "../../../browser/upload";
import { fileSize } from "../../../ui/fileSize";
import { useRoom, useService, useSession, useSlice, useView } from "../../roomContext";
import { selectIsModerator } from "../people/public";
import { closeItem, selectIsOpen, selectIsShown, showItem, stopShowing } from "../showing/public";
import styles from "./ContentPanel.module.css";
import {
  content,
  convertAgain,
  documentItem,
  downloadOriginal,
  isShowable,
  type MeetingDocument,
  pagesOf,
  selectMayDownload,
} from "./content";
import { contentService } from "./contentService";
import { deleteDocumentDialog } from "./DeleteDocumentDialog";
import { usePage } from "./pages";
import { ProblemText } from "./ProblemText";
import type { Upload } from "./uploads";

const ICON = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

/** The documents of the meeting: brought, shown, downloaded, deleted. */
export default function ContentPanel() {
  const { t } = useTranslation("room");
  const { uploads } = useService(contentService);
  const leads = useRoom(selectIsModerator);
  const documents = useSlice(content, ({ documents }) => documents);
  const underWay = useStore(uploads.state);
  const reset = useRef<() => void>(null);
  const newestFirst = useMemo(() => [...documents.values()].reverse(), [documents]);
  return (
    <div className={styles.panel}>
      {leads && (
        <>
          <FileButton
            multiple
            accept={ACCEPTED}
            resetRef={reset}
            onChange={(files) => {
              uploads.bring(files);
              reset.current?.();
            }}
          >
            {(props) => (
              <Button {...props} fullWidth leftSection={<IconUpload {...ICON} />}>
                {t("content.bring")}
              </Button>
            )}
          </FileButton>
          <p className={styles.hint}>{t("content.bringHint")}</p>
        </>
      )}
      <ul className={styles.list} aria-label={t("content.heading")}>
        {underWay.map((upload) => (
          <UploadRow key={upload.key} upload={upload} />
        ))}
        {newestFirst.map((document) => (
          <DocumentRow key={document.id} document={document} leads={leads} />
        ))}
      </ul>
      {documents.size === 0 && underWay.length === 0 && <p className={styles.hint}>{t("content.empty")}</p>}
    </div>
  );
}

function UploadRow({ upload: { key, name, sent, failure } }: { upload: Upload }) {
  const { t } = useTranslation("room");
  const { uploads } = useService(contentService);
  return (
    <li className={styles.row}>
      <span className={styles.picture} aria-hidden="true" />
      <div className={styles.facts}>
        <strong className={styles.title} dir="auto">
          {name}
        </strong>
        {!failure && (
          <>
            <span className={styles.state}>{sent === null ? t("content.queued") : t("content.sending")}</span>
            <Progress value={(sent ?? 0) * 100} size="sm" aria-label={t("content.sendingOf", { name })} />
          </>
        )}
      </div>
      {failure && (
        <ActionIcon aria-label={t("content.retry", { name })} onClick={() => uploads.retry(key)}>
          <IconRefresh {...ICON} />
        </ActionIcon>
      )}
      <ActionIcon aria-label={t("content.dismiss", { name })} onClick={() => uploads.dismiss(key)}>
        <IconX {...ICON} />
      </ActionIcon>
      {failure && (
        <p className={styles.problem} role="alert">
          {t(failure)}
        </p>
      )}
    </li>
  );
}

interface RowProps {
  document: MeetingDocument;
  leads: boolean;
}

function DocumentRow({ document, leads }: RowProps) {
  const { t } = useTranslation("room");
  const session = useSession();
  const shown = useRoom(selectIsShown(documentItem(document.id)));
  const first = usePage(document.id, 1, { alone: true });
  const picture = first?.pictures.at(-1);
  return (
    <li className={styles.row} data-shown={shown || undefined}>
      {picture ? (
        <img className={styles.picture} src={picture.url} alt="" />
      ) : (
        <span className={styles.picture} aria-hidden="true" />
      )}
      <div className={styles.facts}>
        <strong className={styles.title} dir="auto" title={document.uploadName}>
          {document.title}
        </strong>
        <StateLine document={document} />
        {leads && isShowable(document) && (
          <Button
            size="compact-sm"
            className={styles.show}
            variant={shown ? "default" : "light"}
            leftSection={shown ? <IconPresentationOff {...ICON} /> : <IconPresentation {...ICON} />}
            aria-label={shown ? t("content.stop") : t("content.showOf", { title: document.title })}
            onClick={() => (shown ? stopShowing(session) : void showItem(session, documentItem(document.id)))}
          >
            {shown ? t("content.stop") : t("content.show")}
          </Button>
        )}
      </div>
      <RowMenu document={document} leads={leads} />
    </li>
  );
}

function StateLine({ document }: { document: MeetingDocument }) {
  const { t, i18n } = useTranslation("room");
  const { state, done } = document;
  const total = pagesOf(document);
  if (state === "failed") return <ProblemText document={document} className={styles.problem} />;
  if (state === "none") return <span className={styles.state}>{t("content.noPages")}</span>;
  if (state === "ready") {
    return (
      <span className={styles.state}>
        {[t("content.pages", { count: done }), fileSize(document.size, i18n.language)].join(" · ")}
      </span>
    );
  }
  return (
    <>
      <span className={styles.state}>
        {total === null || done === 0 ? t("content.making") : t("content.made", { done, count: total })}
      </span>
      <Progress
        value={total ? (100 * done) / total : 0}
        size="sm"
        aria-label={t("content.makingOf", { title: document.title })}
      />
    </>
  );
}

function RowMenu({ document, leads }: RowProps) {
  const { t } = useTranslation("room");
  const session = useSession();
  const view = useView();
  const open = useRoom(selectIsOpen(documentItem(document.id)));
  const mayDownload = useRoom(selectMayDownload);
  if (!mayDownload) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t("content.actions", { title: document.title })}>
          <IconDotsVertical {...ICON} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconDownload {...ICON} />} onClick={() => downloadOriginal(session, document.id)}>
          {t("content.download")}
        </Menu.Item>
        {leads && document.state === "failed" && (
          <Menu.Item leftSection={<IconRefresh {...ICON} />} onClick={() => convertAgain(session, document.id)}>
            {t("content.again")}
          </Menu.Item>
        )}
        {leads && open && (
          <Menu.Item leftSection={<IconX {...ICON} />} onClick={() => closeItem(session, documentItem(document.id))}>
            {t("content.close")}
          </Menu.Item>
        )}
        {leads && (
          <Menu.Item
            color="red"
            leftSection={<IconTrash {...ICON} />}
            onClick={() => view.open(deleteDocumentDialog, document)}
          >
            {t("content.delete")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
