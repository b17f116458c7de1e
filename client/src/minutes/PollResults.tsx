import { useTranslation } from "react-i18next";

import type { Minutes } from "../api/client";
import { PollBars } from "../polls/PollBars";
import type { PollKind } from "../polls/question";
import { usePollTexts } from "../polls/usePollTexts";
import styles from "./Minutes.module.css";

/** A poll with its results, as far as the reader may see them. */
export function PollResults({ poll }: { poll: Minutes["polls"][number] }) {
  const { t } = useTranslation(["minutes", "polls"]);
  const { answersOf } = usePollTexts();
  const kind = poll.kind as PollKind;
  const answers = poll.answers.map(({ text }) => text);
  const votes = poll.answers.flatMap(({ votes }) => votes ?? []);
  const shown = poll.voters !== null && votes.length === answers.length;
  const correct = poll.answers.flatMap(({ correct }, position) => (correct ? position : []));
  return (
    <div className={styles.poll}>
      <h3>
        <bdi>{poll.question}</bdi>
      </h3>
      <p className={styles.muted}>
        {[poll.voters === null ? "" : t("polls:voters", { count: poll.voters }), poll.anonymous ? t("anonymous") : ""]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {shown && answers.length > 0 ? (
        <PollBars
          poll={{ kind, answers }}
          votes={votes}
          voters={poll.voters ?? 0}
          correct={correct.length > 0 ? correct : null}
        />
      ) : null}
      {shown || answers.length === 0 ? null : (
        <ul className={styles.list}>
          {answersOf({ kind, answers }).map((answer, position) => (
            <li key={position}>
              <bdi>{answer}</bdi>
            </li>
          ))}
        </ul>
      )}
      {poll.comments.length > 0 ? (
        <ul className={styles.list}>
          {poll.comments.map((comment, number) => (
            <li key={number}>
              <bdi>{comment}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
      {shown ? null : <p className={styles.muted}>{t("hidden")}</p>}
    </div>
  );
}
