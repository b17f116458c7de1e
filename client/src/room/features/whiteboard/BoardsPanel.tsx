import { ActionIcon, Button, Menu, SegmentedControl, TextInput, UnstyledButton } from "@mantine/core";
import { IconDots, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Board } from "../../protocol.generated";
import { useRoom, useSession } from "../../roomContext";
import { selectPerson } from "../people/public";
import { selectIsShown, showItem, stopShowing } from "../showing/public";
import {
  askForDeletedBoards,
  boardItem,
  createBoard,
  deleteBoard,
  renameBoard,
  restoreBoard,
  selectBoards,
  selectDeletedBoards,
  selectRunsBoards,
  type Template,
  TEMPLATES,
} from "./boards";
import styles from "./BoardsPanel.module.css";

const LONGEST_NAME = 80;

/** The boards of the meeting: hosts and presenters make, show and delete them. */
export default function BoardsPanel() {
  const { t } = useTranslation("board");
  const runs = useRoom(selectRunsBoards);
  const boards = useRoom(selectBoards);
  const [making, setMaking] = useState(false);
  const add = useRef<HTMLButtonElement>(null);
  return (
    <div className={styles.panel}>
      {runs && !making && (
        <Button
          ref={add}
          leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
          onClick={() => setMaking(true)}
          fullWidth
        >
          {t("new")}
        </Button>
      )}
      {runs && making && (
        <NewBoard
          number={boards.size + 1}
          onDone={() => {
            setMaking(false);
            requestAnimationFrame(() => add.current?.focus());
          }}
        />
      )}
      {boards.size === 0 ? (
        !making && <p className={styles.empty}>{runs ? t("emptyRunner") : t("emptyViewer")}</p>
      ) : (
        <ul className={styles.list} aria-label={t("list")}>
          {[...boards.values()].map((board) => (
            <BoardLine key={board.id} board={board} runs={runs} />
          ))}
        </ul>
      )}
      {runs && <DeletedBoards />}
    </div>
  );
}

function NewBoard({ number, onDone }: { number: number; onDone: () => void }) {
  const { t, i18n } = useTranslation("board");
  const session = useSession();
  const [name, setName] = useState(() => t("nameOfNew", { number }));
  const [template, setTemplate] = useState<Template>("blank");
  const [waiting, setWaiting] = useState(false);
  const make = async () => {
    setWaiting(true);
    const headings = template === "columns" ? [t("columns.first"), t("columns.second"), t("columns.third")] : [];
    // On a board they stand from left to right, in all languages.
    if (i18n.dir() === "rtl") headings.reverse();
    const made = await createBoard(session, { name: name.trim(), template, headings });
    setWaiting(false);
    if (made) onDone();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <TextInput
        label={t("name")}
        value={name}
        maxLength={LONGEST_NAME}
        required
        withAsterisk={false}
        autoFocus
        onFocus={({ currentTarget }) => currentTarget.select()}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        onKeyDown={escaping(onDone)}
      />
      <SegmentedControl
        aria-label={t("template.label")}
        data={TEMPLATES.map((value) => ({ value, label: t(`template.${value}`) }))}
        value={template}
        onChange={(value) => setTemplate(value)}
        fullWidth
      />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onDone}>
          {t("cancel")}
        </Button>
        <Button type="submit" loading={waiting} disabled={name.trim() === ""}>
          {t("create")}
        </Button>
      </div>
    </form>
  );
}

function BoardLine({ board, runs }: { board: Board; runs: boolean }) {
  const { t } = useTranslation("board");
  const session = useSession();
  const shown = useRoom(selectIsShown(boardItem(board.id)));
  const creator = useRoom((room) => selectPerson(board.creator ?? "")(room)?.name ?? "");
  const [renaming, setRenaming] = useState(false);
  const actions = useRef<HTMLButtonElement>(null);
  const endRenaming = () => {
    setRenaming(false);
    requestAnimationFrame(() => actions.current?.focus());
  };
  if (renaming) return <Renaming board={board} onDone={endRenaming} />;
  const text = (
    <span className={styles.texts}>
      <span className={styles.name} dir="auto">
        {board.name}
      </span>
      <span className={styles.hint}>{shown ? t("shown") : creator !== "" ? t("by", { name: creator }) : ""}</span>
    </span>
  );
  return (
    <li className={styles.line} data-shown={shown || undefined}>
      {text}
      {runs && (
        <>
          <Button
            size="xs"
            variant={shown ? "default" : "light"}
            aria-label={shown ? t("hideBoard", { name: board.name }) : t("showBoard", { name: board.name })}
            onClick={() => (shown ? stopShowing(session) : void showItem(session, boardItem(board.id)))}
          >
            {shown ? t("hide") : t("show")}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon ref={actions} aria-label={t("actions", { name: board.name })}>
                <IconDots size={18} stroke={1.75} aria-hidden="true" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<IconPencil size={18} stroke={1.75} aria-hidden="true" />}
                onClick={() => setRenaming(true)}
              >
                {t("rename")}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconTrash size={18} stroke={1.75} aria-hidden="true" />}
                onClick={() => {
                  askForDeletedBoards(session);
                  deleteBoard(session, board.id);
                }}
              >
                {t("delete")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      )}
    </li>
  );
}

/** Escape leaves the form, and the panel around it stays. */
const escaping = (leave: () => void) => (event: KeyboardEvent) => {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  leave();
};

function Renaming({ board, onDone }: { board: Board; onDone: () => void }) {
  const { t } = useTranslation("board");
  const session = useSession();
  const [name, setName] = useState(board.name);
  return (
    <li className={styles.line}>
      <form
        className={styles.renaming}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "" && name.trim() !== board.name) void renameBoard(session, board.id, name.trim());
          onDone();
        }}
      >
        <TextInput
          aria-label={t("name")}
          value={name}
          maxLength={LONGEST_NAME}
          autoFocus
          onFocus={({ currentTarget }) => currentTarget.select()}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          onKeyDown={escaping(onDone)}
        />
        <div className={styles.buttons}>
          <Button variant="default" onClick={onDone}>
            {t("cancel")}
          </Button>
          <Button type="submit" disabled={name.trim() === ""}>
            {t("save")}
          </Button>
        </div>
      </form>
    </li>
  );
}

/** What was deleted can be had back for some time. */
function DeletedBoards() {
  const { t } = useTranslation("board");
  const session = useSession();
  const deleted = useRoom(selectDeletedBoards);
  if (deleted === null)
    return (
      <UnstyledButton className={styles.more} onClick={() => askForDeletedBoards(session)}>
        {t("deleted")}
      </UnstyledButton>
    );
  return (
    <section className={styles.deleted}>
      <h3 className={styles.heading}>{t("deleted")}</h3>
      {deleted.length === 0 ? (
        <p className={styles.empty}>{t("noneDeleted")}</p>
      ) : (
        <ul className={styles.list}>
          {deleted.map(({ id, name }) => (
            <li key={id} className={styles.line}>
              <span className={styles.name} dir="auto">
                {name}
              </span>
              <Button
                size="xs"
                variant="default"
                aria-label={t("restoreBoard", { name })}
                onClick={() => restoreBoard(session, id)}
              >
                {t("restore")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
