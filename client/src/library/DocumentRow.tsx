import { Button, FileButton, Menu } from "@mantine/core";
import {
  IconDownload,
  IconEdit,
  IconEye,
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
import { MenuButton } from "../ui/MenuButton";
import { ChangeDialog } from "./ChangeDialog";
import { DeleteDialog } from "./DeleteDialog";
import { DocumentDialog } from "./DocumentDialog";
import { DocumentFacts } from "./DocumentFacts";
import styles from "./Library.module.css";
import type { MeetingFilter } from "./meetingOf";
import { PlaceLine } from "./PlaceLine";
import { CALLS, ofDocument, type Shelved } from "./shelf";
import { useShelfChange } from "./useShelfChange";
import { useUpload } from "./useUpload";
import { VersionsDialog } from "./VersionsDialog";

const ICON = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

interface Props {
  item: LibraryDocument;
  onMeeting: (meeting: MeetingFilter) => void;
  /** None where the person has no meetings, and keeps nothing in the library. */
  onPut: ((item: Shelved) => void) | null;
}

/** A document, and what can be done with it. */
export function DocumentRow({ item, onMeeting, onPut }: Props) {
  const { t } = useTranslation("library");
  const [viewing, setViewing] = useState(false);
  const shelved = ofDocument(item);
  const open = item.document.done > 0 ? () => setViewing(true) : null;
  return (
    <li className={styles.document}>
      <DocumentFacts item={item} onOpen={open}>
        <PlaceLine item={shelved} onMeeting={onMeeting} />
      </DocumentFacts>
      <div className={styles.actions}>
        {onPut ? (
          <Button
            variant="light"
            leftSection={<IconFolderSymlink {...ICON} />}
            aria-label={t("putOf", { title: shelved.title })}
            onClick={() => onPut(shelved)}
          >
            {t("put")}
          </Button>
        ) : null}
        <RowMenu item={item} mayKeep={onPut !== null} shelved={shelved} onOpen={open} />
      </div>
      <DocumentDialog document={item.document} opened={viewing} onClose={() => setViewing(false)} />
    </li>
  );
}

interface MenuProps {
  item: LibraryDocument;
  shelved: Shelved;
  mayKeep: boolean;
  onOpen: (() => void) | null;
}

function RowMenu({ item, shelved, mayKeep, onOpen }: MenuProps) {
  const { t } = useTranslation("library");
  const { document, mayChange } = item;
  const [open, setOpen] = useState<"change" | "versions" | "delete" | null>(null);
  const { id, title } = document;
  const inLibrary = item.meeting === null;
  const keep = useShelfChange(() => CALLS.document.copy(id, null, randomKey()), t("wasKept", { title }));
  const version = useUpload(`/documents/${id}/versions`, {}, (name) => t("wasAdded", { name }));
  const convert = useShelfChange(() => api.convertDocument(id), null);
  return (
    <>
      <Menu position="bottom-end" width={240} shadow="md">
        <Menu.Target>
          <MenuButton title={title} />
        </Menu.Target>
        <Menu.Dropdown>
          {onOpen ? (
            <Menu.Item leftSection={<IconEye {...ICON} />} onClick={onOpen}>
              {t("open")}
            </Menu.Item>
          ) : null}
          <Menu.Item leftSection={<IconDownload {...ICON} />} onClick={() => saveFrom(CALLS.document.file(id))}>
            {t("download")}
          </Menu.Item>
          {inLibrary || !mayKeep ? null : (
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
            <Menu.Item color="red" leftSection={<IconTrash {...ICON} />} onClick={() => setOpen("delete")}>
              {t("delete")}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <ChangeDialog item={shelved} opened={open === "change"} onClose={() => setOpen(null)} />
      <VersionsDialog item={item} opened={open === "versions"} onClose={() => setOpen(null)} />
      <DeleteDialog item={shelved} opened={open === "delete"} onClose={() => setOpen(null)} />
    </>
  );
}
