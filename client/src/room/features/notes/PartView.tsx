import { Autocomplete, Checkbox, NumberInput, TextInput } from "@mantine/core";
import { IconCalendarEvent, IconGavel, IconListDetails, IconSquareCheck, IconUser } from "@tabler/icons-react";
import { NodeViewContent, type NodeViewProps, NodeViewWrapper, useEditorState } from "@tiptap/react";
import { useTranslation } from "react-i18next";

import { Facts } from "../../../ui/Facts";
import styles from "./Notes.module.css";
import type { PartType } from "./parts";
import { usePeopleNames } from "./peopleNames";

const ICONS = { agendaItem: IconListDetails, decision: IconGavel, actionItem: IconSquareCheck };
const LABELS = { agendaItem: "notes.agendaItem", decision: "notes.decision", actionItem: "notes.actionItem" } as const;

/** An agenda item, a decision or an action item in the text: its text is written as any other; below it stands the rest. */
export function PartView({ node, editor, updateAttributes }: NodeViewProps) {
  const { t } = useTranslation("room");
  const type = node.type.name as PartType;
  const editable = useEditorState({ editor, selector: ({ editor }) => editor.isEditable });
  const Icon = ICONS[type];
  const change = { attributes: node.attrs, editable, update: updateAttributes, text: node.textContent };
  return (
    <NodeViewWrapper className={styles.part} data-part={type} data-done={node.attrs.done === true || undefined}>
      <span className={styles.partLabel} contentEditable={false}>
        {type === "actionItem" ? <Done {...change} /> : <Icon size={16} stroke={1.75} aria-hidden="true" />}
        <span>{t(LABELS[type])}</span>
      </span>
      <NodeViewContent className={styles.partText} dir="auto" />
      {type === "agendaItem" && <Minutes {...change} />}
      {type === "actionItem" && <WhoAndWhen {...change} />}
    </NodeViewWrapper>
  );
}

interface Change {
  attributes: Record<string, unknown>;
  editable: boolean;
  /** The text of the part, by which its fields are named. */
  text: string;
  update: (attributes: Record<string, unknown>) => void;
}

function Done({ attributes, editable, text, update }: Change) {
  const { t } = useTranslation("room");
  return (
    <Checkbox
      size="md"
      aria-label={t("notes.done", { text })}
      checked={attributes.done === true}
      disabled={!editable}
      onChange={({ currentTarget }) => update({ done: currentTarget.checked })}
    />
  );
}

function Minutes({ attributes, editable, text, update }: Change) {
  const { t } = useTranslation("room");
  const minutes = Number(attributes.minutes) || null;
  if (!editable)
    return minutes === null ? null : <p className={styles.partFacts}>{t("notes.minutes", { count: minutes })}</p>;
  return (
    <div className={styles.partFields} contentEditable={false}>
      <NumberInput
        size="xs"
        aria-label={t("notes.minutesOf", { text })}
        placeholder={t("notes.minutesField")}
        value={minutes ?? ""}
        min={1}
        max={1440}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        onChange={(value) => update({ minutes: typeof value === "number" && value > 0 ? value : null })}
      />
    </div>
  );
}

function WhoAndWhen({ attributes, editable, text, update }: Change) {
  const { t, i18n } = useTranslation("room");
  const people = usePeopleNames();
  const assignee = typeof attributes.assignee === "string" ? attributes.assignee : "";
  const due = typeof attributes.due === "string" ? attributes.due : "";
  if (!editable) {
    if (!assignee && !due) return null;
    return (
      <p className={styles.partFacts}>
        <Facts facts={[assignee, due && formatDay(due, i18n.language)]} />
      </p>
    );
  }
  return (
    <div className={styles.partFields} contentEditable={false}>
      <Autocomplete
        size="xs"
        aria-label={t("notes.assigneeOf", { text })}
        placeholder={t("notes.assignee")}
        leftSection={<IconUser size={14} stroke={1.75} aria-hidden="true" />}
        data={[...new Set(people.map(({ name }) => name))]}
        value={assignee}
        maxLength={200}
        onChange={(name) => {
          const same = people.filter((person) => person.name === name);
          update({ assignee: name || null, person: same.length === 1 ? (same[0]?.id ?? null) : null });
        }}
      />
      <TextInput
        size="xs"
        type="date"
        aria-label={t("notes.dueOf", { text })}
        leftSection={<IconCalendarEvent size={14} stroke={1.75} aria-hidden="true" />}
        value={due}
        onChange={({ currentTarget }) => update({ due: currentTarget.value || null })}
      />
    </div>
  );
}

/** A day as people say it; what is none stays as it is. */
export function formatDay(day: string, language: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(date);
}
