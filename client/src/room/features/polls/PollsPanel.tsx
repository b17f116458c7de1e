import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type FocusEvent, type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { PollForm } from "../../../polls/PollForm";
import type { Poll } from "../../protocol.generated";
import { useRoom, useSession } from "../../roomContext";
import { DraftCard } from "./DraftCard";
import { PollCard } from "./PollCard";
import { createPoll, editPoll, grouped, selectPolls, selectRunsPolls, watch } from "./polls";
import styles from "./PollsPanel.module.css";

/** Polls that are open, prepared (for those who run polls) and closed; or the form of one. */
export default function PollsPanel() {
  const { t } = useTranslation("polls");
  const session = useSession();
  const runs = useRoom(selectRunsPolls);
  const known = useRoom(selectPolls);
  const [form, setForm] = useState<Poll | "new" | null>(null);
  const add = useRef<HTMLButtonElement>(null);
  const returned = useRef(false);
  useEffect(() => watch(session), [session]);
  // The form has the focus while it is there; afterwards it is where the form was opened.
  useEffect(() => {
    if (form === null && returned.current) add.current?.focus();
    returned.current = form !== null;
  }, [form]);
  const noteFocus = usePollFocus(known, add);
  const { open, drafts, closed } = useMemo(() => grouped(known), [known]);
  if (form !== null && runs) {
    const edited = form === "new" ? undefined : form;
    return (
      <PollForm
        initial={edited && { ...edited, correct: edited.correct ?? [] }}
        mayStart
        onSubmit={(question, start) =>
          edited ? editPoll(session, edited.id, question) : createPoll(session, question, start)
        }
        onBack={() => setForm(null)}
      />
    );
  }
  return (
    <div className={styles.panel} onFocusCapture={noteFocus}>
      {runs ? (
        <Button
          ref={add}
          leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />}
          onClick={() => setForm("new")}
          fullWidth
        >
          {t("new")}
        </Button>
      ) : null}
      {known.size === 0 ? <p className={styles.empty}>{runs ? t("emptyRunner") : t("emptyVoter")}</p> : null}
      <Section heading={t("open")} polls={open}>
        {(poll) => <PollCard poll={poll} runs={runs} />}
      </Section>
      <Section heading={t("prepared")} polls={drafts}>
        {(poll) => <DraftCard poll={poll} onEdit={() => setForm(poll)} />}
      </Section>
      <Section heading={t("closed")} polls={closed}>
        {(poll) => <PollCard poll={poll} runs={runs} />}
      </Section>
    </div>
  );
}

/**
 * A poll that is opened or closed stands elsewhere, and what had the focus in it is gone: the poll gets it, or the button
 * for a new one where the poll was deleted.
 */
function usePollFocus(known: ReadonlyMap<string, Poll>, otherwise: RefObject<HTMLElement | null>) {
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (last.current === null || document.activeElement !== document.body) return;
    (document.getElementById(last.current) ?? otherwise.current)?.focus();
  }, [known, otherwise]);
  return ({ target }: FocusEvent) => {
    last.current = target.closest("article")?.id ?? null;
  };
}

interface SectionProps {
  heading: string;
  polls: readonly Poll[];
  children: (poll: Poll) => ReactNode;
}

function Section({ heading, polls, children }: SectionProps) {
  if (polls.length === 0) return null;
  return (
    <section className={styles.section} aria-label={heading}>
      <h3 className={styles.sectionHeading}>{heading}</h3>
      {polls.map((poll) => (
        <div key={poll.id}>{children(poll)}</div>
      ))}
    </section>
  );
}
