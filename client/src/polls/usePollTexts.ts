import { useTranslation } from "react-i18next";

import { averageOf, type PollKind, shareOf } from "./question";

interface Asked {
  kind: PollKind;
  question: string;
  answers: readonly string[];
}

/** Results in words. */
export interface Results {
  question: string;
  list: readonly string[];
  sums: readonly string[];
}

/** Numbers and answers of polls as people read them. */
export function usePollTexts() {
  const { t, i18n } = useTranslation("polls");
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent", maximumFractionDigits: 0 });
  const decimal = new Intl.NumberFormat(i18n.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

  /** The answers of true or false are stored in English. */
  const answersOf = ({ kind, answers }: Pick<Asked, "kind" | "answers">): readonly string[] =>
    kind === "true_false" ? [t("true"), t("false")] : answers;

  const formatShare = (votes: number, voters: number) => percent.format(shareOf(votes, voters));

  const formatAverage = (votes: readonly number[]) => {
    const average = averageOf(votes);
    return average === null ? null : t("average", { average: decimal.format(average) });
  };

  /** The results in parts: what each answer got, what people wrote, and the numbers of the whole. */
  const resultsOf = (
    poll: Asked,
    votes: readonly number[],
    voters: number,
    comments: readonly string[] = [],
  ): Results => {
    const answers = answersOf(poll).map((answer, position) => {
      const count = votes[position] ?? 0;
      return `${answer}: ${t("votes", { count })} (${formatShare(count, voters)})`;
    });
    const average = poll.kind === "rating" ? (formatAverage(votes) ?? []) : [];
    return {
      question: poll.question,
      list: [...answers, ...comments],
      sums: [average, t("voters", { count: voters })].flat(),
    };
  };

  /** The results as text, for a chat, a letter. */
  const formatResults = (results: Results) =>
    [results.question, ...results.list.map((one) => `• ${one}`), ...results.sums].join("\n");

  return { answersOf, formatShare, formatAverage, resultsOf, formatResults };
}
