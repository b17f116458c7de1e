import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { PollBars } from "../../../polls/PollBars";
import { FEWEST_ANONYMOUS } from "../../../polls/question";
import { usePollTexts } from "../../../polls/usePollTexts";
import type { Poll } from "../../protocol.generated";
import { useRoom, useSession } from "../../roomContext";
import { selectPeopleTotal } from "../people/public";
import { AnswersList } from "./AnswersList";
import { closePoll, repeatPoll, shareResults } from "./polls";
import styles from "./PollsPanel.module.css";
import { ResultActions } from "./ResultActions";
import { VoteForm } from "./VoteForm";

/** A poll that takes votes or took them: the own vote, the results where they may be seen, and what can be done. */
export function PollCard({ poll, runs }: { poll: Poll; runs: boolean }) {
  const { t } = useTranslation("polls");
  const open = poll.state === "open";
  return (
    <article id={`poll-${poll.id}`} tabIndex={-1} className={styles.card} aria-label={poll.question}>
      <h4 className={styles.question} dir="auto">
        {poll.question}
      </h4>
      {open ? <VoteForm poll={poll} /> : <Outcome poll={poll} />}
      <Results poll={poll} runs={runs} />
      {runs ? <RunnerActions poll={poll} /> : null}
      {open || !poll.anonymous ? null : <p className={styles.hint}>{t("anonymousClosed")}</p>}
    </article>
  );
}

/** In a quiz that is over: whether the own answer was right. */
function Outcome({ poll }: { poll: Poll }) {
  const { t } = useTranslation("polls");
  const { correct, ballot } = poll;
  if (!correct || correct.length === 0 || !ballot || poll.anonymous) return null;
  const right =
    poll.kind === "multiple"
      ? ballot.positions.length === correct.length && correct.every((one) => ballot.positions.includes(one))
      : ballot.positions.some((one) => correct.includes(one));
  return (
    <p className={styles.outcome} data-right={right}>
      {right ? t("youWereRight") : t("youWereWrong")}
    </p>
  );
}

function Results({ poll, runs }: { poll: Poll; runs: boolean }) {
  const { t } = useTranslation("polls");
  const { voters, votes, ballot } = poll;
  const [named, setNamed] = useState(false);
  const total = useRoom(selectPeopleTotal);
  if (voters === null) {
    return <p className={styles.hint}>{poll.state === "open" ? t("resultsLater") : t("resultsHidden")}</p>;
  }
  const count =
    runs && poll.state === "open"
      ? t("votersOf", { voters, total: Math.max(total, voters) })
      : t("voters", { count: voters });
  const withNames = runs && !poll.anonymous;
  return (
    <div className={styles.results}>
      <p className={styles.hint}>{count}</p>
      {votes === null ? (
        <p className={styles.hint}>
          {poll.state === "open" ? t("anonymousOpen") : t("anonymousFew", { count: FEWEST_ANONYMOUS })}
        </p>
      ) : (
        <>
          {poll.kind === "text" ? null : (
            <PollBars
              poll={poll}
              votes={votes}
              voters={voters}
              correct={poll.state === "closed" ? poll.correct : null}
              own={poll.anonymous ? [] : (ballot?.positions ?? [])}
            />
          )}
          {poll.kind === "text" && voters > 0 ? <AnswersList poll={poll} /> : null}
          {withNames && poll.kind !== "text" && voters > 0 ? (
            <>
              <Button
                size="compact-sm"
                variant="subtle"
                aria-expanded={named}
                className={styles.fold}
                onClick={() => setNamed(!named)}
              >
                {named ? t("hideNames") : t("showNames")}
              </Button>
              {named ? <AnswersList poll={poll} /> : null}
            </>
          ) : null}
        </>
      )}
    </div>
  );
}

function RunnerActions({ poll }: { poll: Poll }) {
  const { t } = useTranslation("polls");
  const { answersOf } = usePollTexts();
  const session = useSession();
  const closed = poll.state === "closed";
  return (
    <div className={styles.actions}>
      {closed ? null : (
        <Button size="xs" variant="default" onClick={() => void closePoll(session, poll.id)}>
          {t("close")}
        </Button>
      )}
      {closed && poll.shown === "runners" ? (
        <Button size="xs" onClick={() => void shareResults(session, poll.id)}>
          {t("share")}
        </Button>
      ) : null}
      {closed ? <ResultActions poll={{ ...poll, answers: [...answersOf(poll)] }} /> : null}
      {closed ? (
        <Button size="xs" variant="subtle" onClick={() => void repeatPoll(session, poll.id)}>
          {t("repeat")}
        </Button>
      ) : null}
    </div>
  );
}
