import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { usePollTexts } from "../../../polls/usePollTexts";
import type { Poll } from "../../protocol.generated";
import { useSession } from "../../roomContext";
import { deletePoll, openPoll } from "./polls";
import styles from "./PollsPanel.module.css";

/** A poll that is prepared, for those who run polls. */
export function DraftCard({ poll, onEdit }: { poll: Poll; onEdit: () => void }) {
  const { t } = useTranslation("polls");
  const { answersOf } = usePollTexts();
  const session = useSession();
  const answers = answersOf(poll);
  return (
    <article id={`poll-${poll.id}`} tabIndex={-1} className={styles.card} aria-label={poll.question}>
      <h4 className={styles.question} dir="auto">
        {poll.question}
      </h4>
      <p className={styles.hint}>
        {t(`kind_${poll.kind}`)}
        {poll.anonymous ? ` · ${t("anonymous")}` : null}
      </p>
      {answers.length > 0 && poll.kind !== "rating" ? (
        <ul className={styles.offered}>
          {answers.map((answer, position) => (
            <li key={position} dir="auto">
              {answer}
              {poll.correct?.includes(position) ? <span className={styles.right}> ({t("rightAnswer")})</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
      <div className={styles.actions}>
        <Button size="xs" onClick={() => void openPoll(session, poll.id)}>
          {t("start")}
        </Button>
        <Button size="xs" variant="default" onClick={onEdit}>
          {t("edit")}
        </Button>
        <Button size="xs" variant="subtle" color="red" onClick={() => void deletePoll(session, poll.id)}>
          {t("delete")}
        </Button>
      </div>
    </article>
  );
}
