import { Button } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { usePollTexts } from "../../../polls/usePollTexts";
import type { Poll } from "../../protocol.generated";
import { useRoom, useSession } from "../../roomContext";
import { loadAnswers, selectAnswers } from "./polls";
import styles from "./PollsPanel.module.css";

/** What people wrote, or who chose what, as far as this person may see it; by page. */
export function AnswersList({ poll }: { poll: Poll }) {
  const { t } = useTranslation("polls");
  const session = useSession();
  const { answersOf } = usePollTexts();
  const answers = useRoom(selectAnswers(poll.id));
  const { id, votes, voters } = poll;
  // Each count says that something was answered: also one that leaves the numbers as they were.
  useEffect(() => loadAnswers(session, id), [session, id, votes, voters]);
  if (!answers) return null;
  const offered = answersOf(poll);
  return (
    <>
      <ul className={styles.answers} aria-label={t("answers")}>
        {answers.list.map(({ name, positions, comment }, at) => (
          <li key={at}>
            {name === null ? null : <bdi className={styles.name}>{name}</bdi>}
            <span dir="auto" className={styles.said}>
              {[positions.map((one) => offered[one]).join(", "), comment].filter(Boolean).join(" – ")}
            </span>
          </li>
        ))}
      </ul>
      {answers.next === null ? null : (
        <Button size="compact-sm" variant="subtle" onClick={() => loadAnswers(session, id, answers.next ?? 0)}>
          {t("more")}
        </Button>
      )}
    </>
  );
}
