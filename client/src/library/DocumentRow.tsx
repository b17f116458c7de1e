import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots, IconDownload, IconFolderSymlink, IconRefresh, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type LibraryDocument } from "../api/client";
import { saveFrom } from "../browser/saveFrom";
import { ConfirmDialog } from "../ui/ConfirmDialog";
import { When } from "../ui/When";
import { DocumentFacts } from "./DocumentFacts";
import styles from "./Library.module.css";
import { type MeetingFilter, useMeetingTitle } from "./meetingOf";
import { useDocumentChange } from "./useDocumentChange";

const ICON = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

interface Props {
  item: LibraryDocument;
  onMeeting: (meeting: MeetingFilter) => void;
  onPut: (item: LibraryDocument) => void;
}

/** A document, and what can be done with it. */
export function DocumentRow({ item, onMeeting, onPut }: Props) {
  const { t } = useTranslation(["library", "pages"]);
  const { document, meeting: mid } = item;
  const meeting = useMeetingTitle(item);
  return (
    <li className={styles.document}>
      <DocumentFacts item={item}>
        {mid === null ? null : (
          <>
            <button
              type="button"
              className={styles.meeting}
              aria-label={t("showMeeting", { meeting })}
              onClick={() => onMeeting({ mid, title: meeting })}
            >
              <bdi>{meeting}</bdi>
            </button>
            {" · "}
          </>
        )}
        <bdi>{item.owner}</bdi>
        {" · "}
        <When startsAt={document.createdAt} endsAt={null} />
      </DocumentFacts>
      <div className={styles.actions}>
        <Button
          variant="light"
          leftSection={<IconFolderSymlink {...ICON} />}
          aria-label={t("putOf", { title: document.title })}
          onClick={() => onPut(item)}
        >
          {t("put")}
        </Button>
        <RowMenu item={item} meeting={meeting} />
      </div>
    </li>
  );
}

function RowMenu({ item: { document }, meeting }: { item: LibraryDocument; meeting: string }) {
  const { t } = useTranslation(["library", "pages"]);
  const [asking, setAsking] = useState(false);
  const { id, title } = document;
  const remove = useDocumentChange(() => api.deleteDocument(id), t("wasDeleted", { title }));
  const convert = useDocumentChange(() => api.convertDocument(id), null);
  return (
    <>
      <Menu position="bottom-end" width={240} shadow="md">
        <Menu.Target>
          <ActionIcon size={44} aria-label={t("pages:menu.of", { title })}>
            <IconDots size={20} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload {...ICON} />} onClick={() => saveFrom(`/api/v1/documents/${id}/file`)}>
            {t("download")}
          </Menu.Item>
          {document.state === "failed" || document.state === "none" ? (
            <Menu.Item leftSection={<IconRefresh {...ICON} />} onClick={() => convert.mutate()}>
              {t("convert")}
            </Menu.Item>
          ) : null}
          <Menu.Item color="red" leftSection={<IconTrash {...ICON} />} onClick={() => setAsking(true)}>
            {t("delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking}
        title={t("deleteHeading", { title })}
        cancel={t("cancel")}
        confirm={t("delete")}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          remove.mutate();
        }}
      >
        {t("deleteMeaning", { meeting })}
      </ConfirmDialog>
    </>
  );
}
