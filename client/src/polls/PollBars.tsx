import { IconCheck, IconUserCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import styles from "./PollBars.module.css";
import { type PollKind, shareOf } from "./question";
import { usePollTexts } from "./usePollTexts";

interface Props {
  poll: { kind: PollKind; answers: readonly string[] };
  votes: readonly number[];
  voters: number;
  /** Positions of the right answers; null where they are not known yet. */
  correct?: readonly number[] | null;
  /** Positions of the own choice. */
  own?: readonly number[];
}

/** The votes for each answer: a bar, the number and the share; the own choice and the right answers in words too. */
export function PollBars({ poll, votes, voters, correct = null, own = [] }: Props) {
  const { t } = useTranslation("polls");
  const { answersOf, formatShare, formatAverage } = usePollTexts();
  const average = poll.kind === "rating" ? formatAverage(votes) : null;
  return (
    <>
      <ul className={styles.list} aria-label={t("results")}>
        {answersOf(poll).map((answer, position) => {
          const count = votes[position] ?? 0;
          const right = correct?.includes(position) ?? false;
          return (
            <li key={position} className={styles.answer} data-own={own.includes(position)} data-right={right}>
              <div className={styles.line}>
                <span className={styles.text} dir="auto">
                  {answer}
                </span>
                <span className={styles.share}>
                  <span className="tabular">{formatShare(count, voters)}</span>{" "}
                  <span className={styles.count}>{t("votes", { count })}</span>
                </span>
              </div>
              <div className={styles.track} aria-hidden>
                <div className={styles.bar} style={{ inlineSize: `${shareOf(count, voters) * 100}%` }} />
              </div>
              {right || own.includes(position) ? (
                <p className={styles.marks}>
                  {own.includes(position) ? (
                    <span className={styles.own}>
                      <IconUserCheck size={14} stroke={1.75} aria-hidden /> {t("yourAnswer")}
                    </span>
                  ) : null}
                  {right ? (
                    <span className={styles.right}>
                      <IconCheck size={14} stroke={2} aria-hidden /> {t("rightAnswer")}
                    </span>
                  ) : null}
                </p>
              ) : null}
            </li>
          );
        })}
      </ul>
      {average ? <p className={styles.average}>{average}</p> : null}
    </>
  );
}
