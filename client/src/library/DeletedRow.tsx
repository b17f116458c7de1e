import { Button, Menu } from "@mantine/core";
import { IconArrowBackUp, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type LibraryDocument } from "../api/client";
import { ConfirmDialog } from "../ui/ConfirmDialog";
import { MenuButton } from "../ui/MenuButton";
import { useFormats, useNow } from "../ui/useFormats";
import { DocumentFacts } from "./DocumentFacts";
import styles from "./Library.module.css";
import { useMeetingTitle } from "./meetingOf";
import { useDocumentChange } from "./useDocumentChange";

const ICON = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

/** A document that was deleted: it is brought back, or removed for good. */
export function DeletedRow({ item }: { item: LibraryDocument }) {
  const { t } = useTranslation("library");
  const { formatWhen } = useFormats();
  const now = useNow(60_000);
  const [asking, setAsking] = useState(false);
  const { id, title } = item.document;
  const meeting = useMeetingTitle(item);
  const restore = useDocumentChange(
    () => api.restoreDocument(id),
    t("restored", { title, meeting: item.meeting === null ? t("heading") : meeting }),
  );
  const remove = useDocumentChange(() => api.removeDocument(id), t("wasRemoved", { title }));
  const until = item.restorableUntil ? formatWhen(new Date(item.restorableUntil), now) : "";
  return (
    <li className={styles.document}>
      <DocumentFacts item={item}>
        {item.meeting === null ? null : (
          <>
            <bdi>{meeting}</bdi>
            {" · "}
          </>
        )}
        {t("restorableUntil", { when: until })}
      </DocumentFacts>
      <div className={styles.actions}>
        <Button
          variant="default"
          leftSection={<IconArrowBackUp {...ICON} />}
          loading={restore.isPending}
          aria-label={t("restoreOf", { title })}
          onClick={() => restore.mutate()}
        >
          {t("restore")}
        </Button>
        <Menu position="bottom-end" width={240} shadow="md">
          <Menu.Target>
            <MenuButton title={title} />
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item color="red" leftSection={<IconTrash {...ICON} />} onClick={() => setAsking(true)}>
              {t("remove")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <ConfirmDialog
        opened={asking}
        title={t("removeHeading", { title })}
        cancel={t("cancel")}
        confirm={t("remove")}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          remove.mutate();
        }}
      >
        {t("removeMeaning")}
      </ConfirmDialog>
    </li>
  );
}
