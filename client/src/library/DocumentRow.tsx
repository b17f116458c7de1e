import { Button, FileButton, Menu } from "@mantine/core";
import {
  IconDownload,
  IconEdit,
  IconFileUpload,
  IconFolderPlus,
  IconFolderSymlink,
  IconHistory,
  IconRefresh,
  IconTrash,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type LibraryDocument } from "../api/client";
import { randomKey } from "../browser/randomKey";
import { saveFrom } from "../browser/saveFrom";
import { ACCEPTED } from "../browser/upload";
import { ConfirmDialog } from "../ui/ConfirmDialog";
import { MenuButton } from "../ui/MenuButton";
import { When } from "../ui/When";
import { ChangeDialog } from "./ChangeDialog";
import { DocumentFacts } from "./DocumentFacts";
import styles from "./Library.module.css";
import { type MeetingFilter, useMeetingTitle } from "./meetingOf";
import { useDocumentChange } from "./useDocumentChange";
import { useUpload } from "./useUpload";
import { VersionsDialog } from "./VersionsDialog";

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
        {item.folder ? (
          <>
            <bdi>{item.folder}</bdi>
            {" · "}
          </>
        ) : null}
        <bdi>{item.owner}</bdi>
        {" · "}
        {item.audience === "owner" ? null : (
          <>
            {item.audience === "center" ? t("forCenter") : t("forGroup", { group: item.group ?? "" })}
            {" · "}
          </>
        )}
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

function RowMenu({ item, meeting }: { item: LibraryDocument; meeting: string }) {
  const { t } = useTranslation("library");
  const { document, mayChange } = item;
  const [asking, setAsking] = useState(false);
  const [open, setOpen] = useState<"change" | "versions" | null>(null);
  const { id, title } = document;
  const inLibrary = item.meeting === null;
  const keep = useDocumentChange(() => api.copyDocument(id, null, randomKey()), t("wasKept", { title }));
  const version = useUpload(`/documents/${id}/versions`, {}, (name) => t("wasAdded", { name }));
  const remove = useDocumentChange(() => api.deleteDocument(id), t("wasDeleted", { title }));
  const convert = useDocumentChange(() => api.convertDocument(id), null);
  return (
    <>
      <Menu position="bottom-end" width={240} shadow="md">
        <Menu.Target>
          <MenuButton title={title} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconDownload {...ICON} />} onClick={() => saveFrom(`/api/v1/documents/${id}/file`)}>
            {t("download")}
          </Menu.Item>
          {inLibrary ? null : (
            <Menu.Item leftSection={<IconFolderPlus {...ICON} />} onClick={() => keep.mutate()}>
              {t("keep")}
            </Menu.Item>
          )}
          {inLibrary && mayChange ? (
            <>
              <Menu.Item leftSection={<IconEdit {...ICON} />} onClick={() => setOpen("change")}>
                {t("change")}
              </Menu.Item>
              <FileButton accept={ACCEPTED} onChange={(file) => file && version.send([file])}>
                {(props) => (
                  <Menu.Item {...props} closeMenuOnClick={false} leftSection={<IconFileUpload {...ICON} />}>
                    {t("newVersion")}
                  </Menu.Item>
                )}
              </FileButton>
              {item.versions > 1 ? (
                <Menu.Item leftSection={<IconHistory {...ICON} />} onClick={() => setOpen("versions")}>
                  {t("versions")}
                </Menu.Item>
              ) : null}
            </>
          ) : null}
          {!mayChange ? null : document.state === "failed" || document.state === "none" ? (
            <Menu.Item leftSection={<IconRefresh {...ICON} />} onClick={() => convert.mutate()}>
              {t("convert")}
            </Menu.Item>
          ) : null}
          {mayChange ? (
            <Menu.Item color="red" leftSection={<IconTrash {...ICON} />} onClick={() => setAsking(true)}>
              {t("delete")}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <ChangeDialog item={item} opened={open === "change"} onClose={() => setOpen(null)} />
      <VersionsDialog item={item} opened={open === "versions"} onClose={() => setOpen(null)} />
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
        {t("deleteMeaning", { meeting: inLibrary ? t("heading") : meeting })}
      </ConfirmDialog>
    </>
  );
}
