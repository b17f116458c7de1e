import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconDots, IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { PreparedPoll } from "../api/client";
import { PollForm } from "../polls/PollForm";
import type { Question } from "../polls/question";
import { usePollTexts } from "../polls/usePollTexts";
import styles from "./PollsEditor.module.css";

const ICON = { size: 18, stroke: 1.75, "aria-hidden": true } as const;

interface Props {
  polls: readonly PreparedPoll[];
  /** `id`: the poll that is changed, null for a new one. Resolves with true where it was done; the form stays otherwise. */
  onSave: (question: Question, id: string | null) => Promise<boolean>;
  onDelete: (id: string) => void;
  /** All ids in their new order. */
  onOrder: (ids: string[]) => void;
}

/** Polls that are prepared, in their order; or the form of one. */
export function PollsEditor({ polls, onSave, onDelete, onOrder }: Props) {
  const { t } = useTranslation("polls");
  const [form, setForm] = useState<PreparedPoll | "new" | null>(null);
  const add = useRef<HTMLButtonElement>(null);
  const returned = useRef(false);
  // The form has the focus while it is there; afterwards it is where the form was opened.
  useEffect(() => {
    if (form === null && returned.current) add.current?.focus();
    returned.current = form !== null;
  }, [form]);
  if (form !== null) {
    return (
      <PollForm
        initial={form === "new" ? undefined : form}
        mayStart={false}
        onSubmit={(question) => onSave(question, form === "new" ? null : form.id)}
        onBack={() => setForm(null)}
      />
    );
  }
  const move = (from: number, to: number) => {
    const ids = polls.map(({ id }) => id);
    const [moved] = ids.splice(from, 1);
    if (moved !== undefined) ids.splice(to, 0, moved);
    onOrder(ids);
  };
  // What is deleted takes the focus with it.
  const remove = (id: string) => {
    onDelete(id);
    add.current?.focus();
  };
  return (
    <>
      {polls.length === 0 ? <p className={styles.empty}>{t("emptyPrepared")}</p> : null}
      <ol className={styles.list} aria-label={t("prepared")}>
        {polls.map((poll, at) => (
          <Row
            key={poll.id}
            poll={poll}
            onEdit={() => setForm(poll)}
            onDelete={() => remove(poll.id)}
            onUp={at > 0 ? () => move(at, at - 1) : undefined}
            onDown={at < polls.length - 1 ? () => move(at, at + 1) : undefined}
          />
        ))}
      </ol>
      <Button
        ref={add}
        leftSection={<IconPlus {...ICON} />}
        onClick={() => setForm("new")}
        data-autofocus
        className={styles.add ?? ""}
      >
        {t("new")}
      </Button>
    </>
  );
}

interface RowProps {
  poll: PreparedPoll;
  onEdit: () => void;
  onDelete: () => void;
  /** Undefined for the first one. */
  onUp: (() => void) | undefined;
  /** Undefined for the last one. */
  onDown: (() => void) | undefined;
}

function Row({ poll, onEdit, onDelete, onUp, onDown }: RowProps) {
  const { t } = useTranslation("polls");
  const { answersOf } = usePollTexts();
  const answers = poll.kind === "rating" ? [] : answersOf(poll);
  const about = [t(`kind_${poll.kind}`), poll.anonymous ? t("anonymous") : null, t(`shown_${poll.shown}`)];
  return (
    <li className={styles.row}>
      <div className={styles.text}>
        <p className={styles.question} dir="auto">
          {poll.question}
        </p>
        <p className={styles.about}>{about.filter(Boolean).join(" · ")}</p>
        {answers.length > 0 ? (
          <ul className={styles.answers}>
            {answers.map((answer, position) => (
              <li key={position} dir="auto">
                {answer}
                {poll.correct.includes(position) ? <span className={styles.right}> ({t("rightAnswer")})</span> : null}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon size={44} aria-label={t("actionsFor", { question: poll.question })}>
            <IconDots {...ICON} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={onEdit}>
            {t("edit")}
          </Menu.Item>
          {onUp ? (
            <Menu.Item leftSection={<IconArrowUp {...ICON} />} onClick={onUp}>
              {t("moveUp")}
            </Menu.Item>
          ) : null}
          {onDown ? (
            <Menu.Item leftSection={<IconArrowDown {...ICON} />} onClick={onDown}>
              {t("moveDown")}
            </Menu.Item>
          ) : null}
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash {...ICON} />} onClick={onDelete}>
            {t("delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
