import { IconChartBar } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { PollBars } from "../../../polls/PollBars";
import type { ChatResults } from "../../protocol.generated";
import styles from "./Chat.module.css";

/** The results of a poll as a message: the question, and bars or what people wrote. */
export function PollResults({ results }: { results: ChatResults }) {
  const { t } = useTranslation("polls");
  const { kind, question, votes, voters, correct, comments, more, anonymous } = results;
  return (
    <div className={styles.results} role="group" aria-label={t("resultsOf", { question })}>
      <p className={styles.resultsMark}>
        <IconChartBar size={16} stroke={1.75} aria-hidden="true" />
        {t("pollResults")}
      </p>
      <p className={styles.asked} dir="auto">
        {question}
      </p>
      {kind === "text" ? (
        <ul className={styles.written} aria-label={t("answers")}>
          {comments.map((comment, at) => (
            <li key={at} dir="auto">
              {comment}
            </li>
          ))}
        </ul>
      ) : votes === null ? null : (
        <PollBars poll={results} votes={votes} voters={voters} correct={correct} />
      )}
      <p className={styles.about}>
        {more > 0 ? `${t("moreAnswers", { count: more })} · ` : null}
        {t("voters", { count: voters })}
        {anonymous ? ` · ${t("anonymous")}` : null}
      </p>
    </div>
  );
}
