import { Button, Checkbox, Radio, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { useFirstError } from "../ui/useFirstError";
import styles from "./PollForm.module.css";
import {
  canBeQuiz,
  draftOf,
  EMPTY_DRAFT,
  hasAnswers,
  KINDS,
  LONGEST_ANSWER,
  LONGEST_QUESTION,
  MOST_ANSWERS,
  problemsOf,
  type Question,
  type QuestionDraft,
  questionOf,
  SHOWN,
  withAnswers,
  withOneMore,
} from "./question";

interface Props {
  /** The draft that is edited; undefined: a new poll. */
  initial?: Question | undefined;
  /** Whether it can be opened at once: one is in the room. */
  mayStart: boolean;
  /** Resolves with true where it was done; the form stays otherwise. */
  onSubmit: (question: Question, start: boolean) => Promise<boolean>;
  onBack: () => void;
}

/** What a poll asks, how it is answered, and who sees what. */
export function PollForm({ initial, mayStart, onSubmit, onBack }: Props) {
  const { t } = useTranslation("polls");
  const [draft, setDraft] = useState<QuestionDraft>(() => (initial ? draftOf(initial) : EMPTY_DRAFT));
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState<"start" | "save" | null>(null);
  const form = useFirstError(tries);
  const problems = tries > 0 ? problemsOf(draft) : {};
  const change = (part: Partial<QuestionDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = async (start: boolean) => {
    if (busy) return;
    setTries((before) => before + 1);
    if (Object.keys(problemsOf(draft)).length > 0) return;
    setBusy(start ? "start" : "save");
    try {
      if (await onSubmit(questionOf(draft), start)) onBack();
    } finally {
      setBusy(null);
    }
  };
  const onEnter = (event: SyntheticEvent) => {
    event.preventDefault();
    void submit(mayStart && !initial);
  };
  return (
    <form ref={form} className={styles.form} onSubmit={onEnter} noValidate>
      {initial ? null : (
        <div className={styles.templates} role="group" aria-label={t("templates")}>
          <Button
            variant="default"
            size="xs"
            onClick={() => setDraft((before) => withAnswers(before, [t("yes"), t("no")]))}
          >
            {t("templateYesNo")}
          </Button>
          <Button variant="default" size="xs" onClick={() => change({ kind: "rating" })}>
            {t("templateRating")}
          </Button>
        </div>
      )}
      <Textarea
        label={t("question")}
        value={draft.question}
        onChange={(event) => change({ question: event.currentTarget.value.replace(/\n/g, " ") })}
        error={problems.question ? t("questionMissing") : null}
        maxLength={LONGEST_QUESTION}
        rows={3}
        dir="auto"
        data-autofocus
        autoFocus
      />
      <Select
        label={t("kind")}
        data={KINDS.map((value) => ({ value, label: t(`kind_${value}`) }))}
        value={draft.kind}
        onChange={(value) => change({ kind: value ?? "single" })}
        allowDeselect={false}
      />
      {hasAnswers(draft.kind) ? <Answers draft={draft} problems={problems} setDraft={setDraft} /> : null}
      {canBeQuiz(draft.kind) ? (
        <Switch
          label={t("quiz")}
          description={t("quizHint")}
          checked={draft.quiz}
          onChange={(event) => change({ quiz: event.currentTarget.checked })}
          error={problems.quiz ? t("quizNone") : null}
          {...(problems.quiz ? { "aria-invalid": true } : {})}
        />
      ) : null}
      {draft.kind === "true_false" && draft.quiz ? (
        <Radio.Group
          label={t("rightAnswer")}
          value={draft.truth}
          onChange={(value) => change({ truth: value === "true" ? "true" : "false" })}
        >
          <div className={styles.row}>
            <Radio value="true" label={t("true")} />
            <Radio value="false" label={t("false")} />
          </div>
        </Radio.Group>
      ) : null}
      <Switch
        label={t("anonymous")}
        description={t("anonymousHint")}
        checked={draft.anonymous}
        onChange={(event) => change({ anonymous: event.currentTarget.checked })}
      />
      <Select
        label={t("shown")}
        data={SHOWN.filter((one) => one !== "live" || !draft.anonymous).map((value) => ({
          value,
          label: t(`shown_${value}`),
        }))}
        value={draft.anonymous && draft.shown === "live" ? "closed" : draft.shown}
        onChange={(value) => change({ shown: value ?? "closed" })}
        allowDeselect={false}
      />
      <div className={styles.actions}>
        <Button variant="default" onClick={onBack}>
          {t("back")}
        </Button>
        {initial || !mayStart ? (
          <Button type="submit" aria-busy={busy === "save"}>
            {t("save")}
          </Button>
        ) : (
          <>
            <Button variant="default" aria-busy={busy === "save"} onClick={() => void submit(false)}>
              {t("saveDraft")}
            </Button>
            <Button type="submit" aria-busy={busy === "start"}>
              {t("start")}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}

interface AnswersProps {
  draft: QuestionDraft;
  problems: ReturnType<typeof problemsOf>;
  setDraft: (change: (before: QuestionDraft) => QuestionDraft) => void;
}

function Answers({ draft, problems, setDraft }: AnswersProps) {
  const { t } = useTranslation("polls");
  const [added, setAdded] = useState<number | null>(null);
  const { answers } = draft;
  const change = (id: number, part: { text?: string; correct?: boolean }) =>
    setDraft((before) => ({
      ...before,
      answers: before.answers.map((one) => (one.id === id ? { ...one, ...part } : one)),
    }));
  const addOne = () => {
    const more = withOneMore(draft);
    setAdded(more.answers.at(-1)?.id ?? null);
    setDraft(() => more);
  };
  return (
    <fieldset className={styles.answers}>
      <legend>{t("answers")}</legend>
      {answers.map(({ id, text, correct }, at) => (
        <div key={id} className={styles.answer}>
          {draft.quiz ? (
            <Checkbox
              className={styles.correct}
              aria-label={t("answerIsRight", { number: at + 1 })}
              checked={correct}
              onChange={(event) => change(id, { correct: event.currentTarget.checked })}
            />
          ) : null}
          <TextInput
            className={styles.field}
            aria-label={t("answer", { number: at + 1 })}
            placeholder={t("answer", { number: at + 1 })}
            value={text}
            onChange={(event) => change(id, { text: event.currentTarget.value })}
            error={problems.answer?.id === id ? t(`answers_${problems.answer.problem}`) : null}
            maxLength={LONGEST_ANSWER}
            dir="auto"
            autoFocus={id === added}
          />
          {answers.length > 2 ? (
            <Button
              className={styles.remove}
              variant="subtle"
              color="gray"
              px={10}
              aria-label={t("removeAnswer", { number: at + 1 })}
              onClick={() =>
                setDraft((before) => ({ ...before, answers: before.answers.filter((one) => one.id !== id) }))
              }
            >
              <IconX size={16} stroke={1.75} aria-hidden />
            </Button>
          ) : null}
        </div>
      ))}
      {answers.length < MOST_ANSWERS ? (
        <Button
          className={styles.add}
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          onClick={addOne}
        >
          {t("addAnswer")}
        </Button>
      ) : (
        <p className={styles.full}>{t("answersFull", { count: MOST_ANSWERS })}</p>
      )}
    </fieldset>
  );
}
