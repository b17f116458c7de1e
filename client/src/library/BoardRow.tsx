import { Button, Menu, UnstyledButton } from "@mantine/core";
import {
  IconChalkboard,
  IconDownload,
  IconEdit,
  IconEye,
  IconFolderPlus,
  IconFolderSymlink,
  IconTrash,
} from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import type { LibraryBoard } from "../api/client";
import { randomKey } from "../browser/randomKey";
import { saveFrom } from "../browser/saveFrom";
import listStyles from "../ui/lists.module.css";
import { MenuButton } from "../ui/MenuButton";
import textStyles from "../ui/text.module.css";
import { useFormats, useNow } from "../ui/useFormats";
import { BoardDialog } from "./BoardDialog";
import { ChangeDialog } from "./ChangeDialog";
import { DeleteDialog } from "./DeleteDialog";
import styles from "./Library.module.css";
import type { MeetingFilter } from "./meetingOf";
import { PlaceLine } from "./PlaceLine";
import { CALLS, ofBoard, type Shelved } from "./shelf";
import { useShelfChange } from "./useShelfChange";

const ICON = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

interface Props {
  item: LibraryBoard;
  onMeeting: (meeting: MeetingFilter) => void;
  /** None where the person has no meetings, and keeps nothing in the library. */
  onPut: ((item: Shelved) => void) | null;
}

/** A whiteboard, and what can be done with it. */
export function BoardRow({ item, onMeeting, onPut }: Props) {
  const { t } = useTranslation("library");
  const [viewing, setViewing] = useState(false);
  const board = ofBoard(item);
  return (
    <li className={styles.document}>
      <BoardFacts item={item} onOpen={() => setViewing(true)}>
        <PlaceLine item={board} onMeeting={onMeeting} />
      </BoardFacts>
      <div className={styles.actions}>
        {onPut ? (
          <Button
            variant="light"
            leftSection={<IconFolderSymlink {...ICON} />}
            aria-label={t("putOf", { title: board.title })}
            onClick={() => onPut(board)}
          >
            {t("put")}
          </Button>
        ) : null}
        <RowMenu item={item} mayKeep={onPut !== null} board={board} onOpen={() => setViewing(true)} />
      </div>
      <BoardDialog id={board.id} title={board.title} opened={viewing} onClose={() => setViewing(false)} />
    </li>
  );
}

interface FactsProps {
  item: LibraryBoard;
  /** None of one that was deleted. */
  onOpen?: () => void;
  /** The line below: where it is from, until when it is there. */
  children: ReactNode;
}

/** What a whiteboard is called, and when it was drawn. */
export function BoardFacts({ item: { board }, onOpen, children }: FactsProps) {
  const { t } = useTranslation("library");
  const { formatWhen } = useFormats();
  const now = useNow(60_000);
  const picture = <IconChalkboard size={28} stroke={1.75} aria-hidden />;
  return (
    <>
      {onOpen ? (
        <UnstyledButton className={styles.picture} aria-label={t("openOf", { title: board.name })} onClick={onOpen}>
          {picture}
        </UnstyledButton>
      ) : (
        <span className={styles.picture}>{picture}</span>
      )}
      <div className={listStyles.facts}>
        <h2 className={listStyles.title} dir="auto">
          {board.name}
        </h2>
        <p className={textStyles.about}>
          {t("boards.one")} · {t("boards.drawn", { when: formatWhen(new Date(board.drawnAt), now) })}
        </p>
        <p className={textStyles.about}>{children}</p>
      </div>
    </>
  );
}

interface MenuProps {
  item: LibraryBoard;
  board: Shelved;
  mayKeep: boolean;
  onOpen: () => void;
}

function RowMenu({ item, board, mayKeep, onOpen }: MenuProps) {
  const { t } = useTranslation("library");
  const [dialog, setDialog] = useState<"change" | "delete" | null>(null);
  const { id, title } = board;
  const inLibrary = item.meeting === null;
  const keep = useShelfChange(() => CALLS.board.copy(id, null, randomKey()), t("wasKept", { title }));
  return (
    <>
      <Menu position="bottom-end" width={240} shadow="md">
        <Menu.Target>
          <MenuButton title={title} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconEye {...ICON} />} onClick={onOpen}>
            {t("open")}
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload {...ICON} />} onClick={() => saveFrom(CALLS.board.file(id))}>
            {t("boards.download")}
          </Menu.Item>
          {inLibrary || !mayKeep ? null : (
            <Menu.Item leftSection={<IconFolderPlus {...ICON} />} onClick={() => keep.mutate()}>
              {t("keep")}
            </Menu.Item>
          )}
          {item.mayChange ? (
            <>
              <Menu.Item leftSection={<IconEdit {...ICON} />} onClick={() => setDialog("change")}>
                {t(inLibrary ? "change" : "rename")}
              </Menu.Item>
              <Menu.Item color="red" leftSection={<IconTrash {...ICON} />} onClick={() => setDialog("delete")}>
                {t("delete")}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <ChangeDialog item={board} opened={dialog === "change"} onClose={() => setDialog(null)} />
      <DeleteDialog item={board} opened={dialog === "delete"} onClose={() => setDialog(null)} />
    </>
  );
}
