import { ActionIcon, Alert, Button, Checkbox, Group, Textarea, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { hasWord, type Minutes } from "../api/client";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { useToast } from "../ui/useToast";
import { addRow, changeRow, type Draft, draftOf, editOf, removeRow, type Row } from "./draft";
import styles from "./Minutes.module.css";
import { Section } from "./Section";
import type { MinutesSource } from "./source";

interface Props {
  source: MinutesSource;
  minutes: Minutes;
  title: string;
  onClose: () => void;
}

/** The minutes as a host writes them. What was typed stays until it is saved. */
export function MinutesForm({ source, minutes, title, onClose }: Props) {
  const { t } = useTranslation("minutes");
  const failureText = useFailureText();
  const showToast = useToast();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => draftOf(minutes));
  const save = useMutation({
    scope: source.scope,
    // The version with which the form was opened: what others wrote meanwhile is not lost.
    mutationFn: () => source.edit(editOf(draft)),
    onSuccess: (after) => {
      queries.setQueryData(source.key, after);
      showToast(t("form.saved"));
      onClose();
    },
  });
  useSessionExpiry(save.error);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const close = () => {
    if (save.error) void queries.invalidateQueries({ queryKey: source.key });
    onClose();
  };
  const outdated = hasWord(save.error, "changed_meanwhile");
  return (
    <form onSubmit={submit} className={styles.form}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <p className={styles.kind}>{t("title")}</p>
          <h1>
            <bdi>{title}</bdi>
          </h1>
        </div>
      </header>
      <Textarea
        label={t("summary")}
        description={t("form.summaryHint")}
        size="md"
        autosize
        minRows={3}
        maxRows={16}
        maxLength={20_000}
        value={draft.summary}
        onChange={({ currentTarget }) => setDraft({ ...draft, summary: currentTarget.value })}
        dir="auto"
        data-autofocus
        autoFocus
      />
      <Rows draft={draft} list="agenda" onChange={setDraft} />
      <Rows draft={draft} list="decisions" onChange={setDraft} />
      <Rows draft={draft} list="tasks" onChange={setDraft}>
        {(row, change) => <TaskFacts row={row} onChange={change} />}
      </Rows>
      {save.error ? (
        <Alert color="red" role="alert">
          {outdated ? t("form.changed") : failureText(save.error)}
        </Alert>
      ) : null}
      <Group className={styles.foot}>
        <Button type="submit" size="md" loading={save.isPending}>
          {t("form.save")}
        </Button>
        <Button variant="default" size="md" onClick={close}>
          {t("form.cancel")}
        </Button>
      </Group>
    </form>
  );
}

const WORDS = {
  agenda: { heading: "agenda", row: "form.point", add: "form.addPoint" },
  decisions: { heading: "decisions", row: "form.decision", add: "form.addDecision" },
  tasks: { heading: "tasks", row: "form.task", add: "form.addTask" },
} as const;

interface RowsProps {
  draft: Draft;
  list: keyof typeof WORDS;
  onChange: (draft: Draft) => void;
  children?: (row: Row, change: (values: Partial<Row>) => void) => ReactNode;
}

function Rows({ draft, list, onChange, children }: RowsProps) {
  const { t } = useTranslation("minutes");
  const words = WORDS[list];
  const group = useRef<HTMLDivElement>(null);
  const [added, setAdded] = useState<number | null>(null);
  // The new field takes the focus, so that one can go on writing.
  useEffect(() => {
    if (added !== null) group.current?.querySelector<HTMLElement>(`[data-row="${added}"] textarea`)?.focus();
  }, [added]);
  const add = () => {
    const after = addRow(draft, list);
    onChange(after);
    setAdded(after.next - 1);
  };
  return (
    <Section heading={t(words.heading)}>
      <div ref={group} className={styles.rows}>
        {draft[list].map((row, number) => {
          const name = t(words.row, { number: number + 1 });
          const change = (values: Partial<Row>) => onChange(changeRow(draft, list, row.key, values));
          return (
            <div key={row.key} className={styles.row} data-row={row.key}>
              <Textarea
                aria-label={name}
                placeholder={name}
                autosize
                maxLength={2000}
                value={row.text}
                onChange={({ currentTarget }) => change({ text: currentTarget.value })}
                dir="auto"
              />
              <ActionIcon
                size={36}
                aria-label={t("form.remove", { what: row.text || name })}
                onClick={() => {
                  onChange(removeRow(draft, list, row.key));
                  group.current?.parentElement?.querySelector<HTMLElement>("[data-add]")?.focus();
                }}
              >
                <IconX size={18} stroke={1.75} aria-hidden />
              </ActionIcon>
              {children?.(row, change)}
            </div>
          );
        })}
      </div>
      <Button
        variant="default"
        leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
        onClick={add}
        disabled={draft[list].length >= 300}
        className={styles.add}
        data-add
      >
        {t(words.add)}
      </Button>
    </Section>
  );
}

function TaskFacts({ row, onChange }: { row: Row; onChange: (values: Partial<Row>) => void }) {
  const { t } = useTranslation("minutes");
  return (
    <div className={styles.facts}>
      <TextInput
        label={t("form.assignee")}
        value={row.assignee}
        maxLength={200}
        onChange={({ currentTarget }) => onChange({ assignee: currentTarget.value })}
        dir="auto"
      />
      <TextInput
        type="date"
        label={t("form.due")}
        value={row.due}
        onChange={({ currentTarget }) => onChange({ due: currentTarget.value })}
      />
      <Checkbox
        size="md"
        label={t("form.done")}
        checked={row.done}
        onChange={({ currentTarget }) => onChange({ done: currentTarget.checked })}
      />
    </div>
  );
}
