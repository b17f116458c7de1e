import { useTranslation } from "react-i18next";

import { averageOf, type PollKind, shareOf } from "./question";

interface Asked {
  kind: PollKind;
  question: string;
  answers: readonly string[];
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

  /** The results as text, for a chat, notes, a letter. */
  const formatResults = (poll: Asked, votes: readonly number[], voters: number, comments: readonly string[] = []) => {
    const lines = answersOf(poll).map((answer, position) => {
      const count = votes[position] ?? 0;
      return `• ${answer}: ${t("votes", { count })} (${formatShare(count, voters)})`;
    });
    const average = poll.kind === "rating" ? (formatAverage(votes) ?? []) : [];
    const written = comments.map((comment) => `• ${comment}`);
    return [poll.question, ...lines, ...written, average, t("voters", { count: voters })].flat().join("\n");
  };

  return { answersOf, formatShare, formatAverage, formatResults };
}
