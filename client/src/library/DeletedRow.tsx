import { Button, Menu } from "@mantine/core";
import { IconArrowBackUp, IconTrash } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { ConfirmDialog } from "../ui/ConfirmDialog";
import { MenuButton } from "../ui/MenuButton";
import { useFormats, useNow } from "../ui/useFormats";
import styles from "./Library.module.css";
import { useMeetingTitle } from "./meetingOf";
import { CALLS, type Shelved } from "./shelf";
import { useShelfChange } from "./useShelfChange";

const ICON = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

interface Props {
  item: Shelved;
  /** How it looks, with the line that is given. */
  facts: (line: ReactNode) => ReactNode;
}

/** A document or whiteboard that was deleted: it is brought back, or removed for good. */
export function DeletedRow({ item, facts }: Props) {
  const { t } = useTranslation("library");
  const { formatWhen } = useFormats();
  const now = useNow(60_000);
  const [asking, setAsking] = useState(false);
  const { id, title } = item;
  const calls = CALLS[item.what];
  const meeting = useMeetingTitle(item);
  const restore = useShelfChange(
    () => calls.restore(id),
    t("restored", { title, meeting: item.meeting === null ? t("heading") : meeting }),
  );
  const remove = useShelfChange(() => calls.remove(id), t("wasRemoved", { title }));
  const until = item.restorableUntil ? formatWhen(new Date(item.restorableUntil), now) : "";
  const line = (
    <>
      {item.meeting === null ? null : (
        <>
          <bdi>{meeting}</bdi>
          {" · "}
        </>
      )}
      {t("restorableUntil", { when: until })}
    </>
  );
  return (
    <li className={styles.document}>
      {facts(line)}
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
