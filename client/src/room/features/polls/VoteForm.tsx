import { Button, Checkbox, Radio, Textarea } from "@mantine/core";
import { type SyntheticEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { usePollTexts } from "../../../polls/usePollTexts";
import type { Poll } from "../../protocol.generated";
import { useSession } from "../../roomContext";
import { vote } from "./polls";
import styles from "./PollsPanel.module.css";

const LONGEST_COMMENT = 1000;

/** The own vote: the form, or that it was cast and whether it can be changed. */
export function VoteForm({ poll }: { poll: Poll }) {
  const { t } = useTranslation("polls");
  const { answersOf } = usePollTexts();
  const { ballot, anonymous } = poll;
  const [changing, setChanging] = useState(false);
  const status = useRef<HTMLParagraphElement>(null);
  if (!ballot || changing) {
    return (
      <Form
        // A vote from another tab takes the place of what was chosen here.
        key={JSON.stringify(ballot)}
        poll={poll}
        takesFocus={changing}
        onVoted={() => {
          setChanging(false);
          // The form is gone: the focus goes to what stands in its place.
          requestAnimationFrame(() => status.current?.focus());
        }}
      />
    );
  }
  const own = ballot.positions.map((position) => answersOf(poll)[position]).join(", ") || ballot.comment;
  return (
    <div className={styles.voted}>
      <p ref={status} tabIndex={-1} className={styles.status}>
        {anonymous ? (
          t("votedAnonymous")
        ) : (
          <>
            {t("voted")} <bdi className={styles.own}>{own}</bdi>
          </>
        )}
      </p>
      {anonymous ? null : (
        <Button size="xs" variant="default" onClick={() => setChanging(true)}>
          {t("change")}
        </Button>
      )}
    </div>
  );
}

interface FormProps {
  poll: Poll;
  /** It takes the place of the button that opened it. */
  takesFocus: boolean;
  onVoted: () => void;
}

function Form({ poll, takesFocus, onVoted }: FormProps) {
  const { t } = useTranslation("polls");
  const { answersOf } = usePollTexts();
  const session = useSession();
  const hintId = useId();
  const [chosen, setChosen] = useState<readonly string[]>(() => (poll.ballot?.positions ?? []).map(String));
  const [comment, setComment] = useState(poll.ballot?.comment ?? "");
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const inWords = poll.kind === "text";
  useEffect(() => {
    const fields = [...(form.current?.querySelectorAll<HTMLElement>("input, textarea") ?? [])];
    if (takesFocus) (fields.find((field) => field.matches(":checked")) ?? fields[0])?.focus();
  }, [takesFocus]);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (busy) return;
    const nothing = inWords ? comment.trim() === "" : chosen.length === 0;
    setMissing(nothing);
    if (nothing) {
      form.current?.querySelector<HTMLElement>("input, textarea")?.focus();
      return;
    }
    setBusy(true);
    const cast = await vote(session, poll.id, chosen.map(Number), inWords ? comment : "");
    setBusy(false);
    if (cast) onVoted();
  };
  const choose = (next: readonly string[]) => {
    setMissing(false);
    setChosen(next);
  };
  const answers = answersOf(poll);
  const shape = poll.kind === "rating" ? styles.ratings : styles.choices;
  const error = missing ? (inWords ? t("writeFirst") : t("chooseFirst")) : null;
  return (
    <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {inWords ? (
        <Textarea
          label={t("yourWords")}
          value={comment}
          onChange={(event) => {
            setMissing(false);
            setComment(event.currentTarget.value);
          }}
          maxLength={LONGEST_COMMENT}
          rows={3}
          error={error}
          dir="auto"
        />
      ) : poll.kind === "multiple" ? (
        <Checkbox.Group label={t("chooseSeveral")} value={[...chosen]} onChange={choose} error={error}>
          <div className={shape}>
            {answers.map((answer, position) => (
              <Checkbox key={position} value={String(position)} label={<span dir="auto">{answer}</span>} />
            ))}
          </div>
        </Checkbox.Group>
      ) : (
        <Radio.Group
          label={poll.kind === "rating" ? t("rate") : t("chooseOne")}
          value={chosen[0] ?? null}
          onChange={(value) => choose([value])}
          error={error}
        >
          <div className={shape}>
            {answers.map((answer, position) => (
              <Radio key={position} value={String(position)} label={<span dir="auto">{answer}</span>} />
            ))}
          </div>
        </Radio.Group>
      )}
      <p id={hintId} className={styles.hint}>
        {poll.anonymous ? t("anonymousHint") : t("namedHint")}
      </p>
      <div className={styles.actions}>
        <Button type="submit" size="sm" aria-busy={busy} aria-describedby={hintId}>
          {t("vote")}
        </Button>
        {poll.ballot ? (
          <Button size="sm" variant="default" onClick={onVoted}>
            {t("keep")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
