/** What a poll asks, as a form has it, and what is wrong with it. The server checks the same. */

export const KINDS = ["single", "multiple", "true_false", "rating", "text"] as const;
export type PollKind = (typeof KINDS)[number];

/** When those who vote see the results: while they vote, after closing, or never (those who run polls always do). */
export const SHOWN = ["live", "closed", "runners"] as const;
export type Shown = (typeof SHOWN)[number];

export interface Question {
  kind: PollKind;
  question: string;
  /** For the kinds that have answers of their own: none. */
  answers: string[];
  /** Positions of the right ones; none where no answer is right or wrong. */
  correct: number[];
  anonymous: boolean;
  shown: Shown;
}

export const LONGEST_QUESTION = 500;
export const LONGEST_ANSWER = 255;
export const MOST_ANSWERS = 20;
/** So many must have voted in an anonymous poll before anybody sees the results. */
export const FEWEST_ANONYMOUS = 3;
export const RATINGS = ["1", "2", "3", "4", "5"] as const;

export interface AnswerField {
  id: number;
  text: string;
  correct: boolean;
}

/** A question while it is written: with empty answers, and right ones that count only in a quiz. */
export interface QuestionDraft extends Omit<Question, "answers" | "correct"> {
  answers: readonly AnswerField[];
  quiz: boolean;
  /** Of a poll of true or false: the right one. */
  truth: "true" | "false";
}

const answerField = (id: number, text = "", correct = false): AnswerField => ({ id, text, correct });

export const EMPTY_DRAFT: QuestionDraft = {
  kind: "single",
  question: "",
  answers: [answerField(1), answerField(2)],
  quiz: false,
  truth: "true",
  anonymous: false,
  shown: "closed",
};

export const hasAnswers = (kind: PollKind) => kind === "single" || kind === "multiple";
export const canBeQuiz = (kind: PollKind) => hasAnswers(kind) || kind === "true_false";

export function draftOf({ answers, correct, ...question }: Question): QuestionDraft {
  const written = hasAnswers(question.kind)
    ? answers.map((text, position) => answerField(position + 1, text, correct.includes(position)))
    : EMPTY_DRAFT.answers;
  return { ...question, answers: written, quiz: correct.length > 0, truth: correct.includes(1) ? "false" : "true" };
}

/** The draft with these answers, of which the empty fields are filled first. */
export function withAnswers(draft: QuestionDraft, texts: readonly string[]): QuestionDraft {
  return { ...draft, kind: "single", answers: texts.map((text, position) => answerField(position + 1, text)) };
}

export function withOneMore(draft: QuestionDraft): QuestionDraft {
  const id = Math.max(0, ...draft.answers.map((one) => one.id)) + 1;
  return { ...draft, answers: [...draft.answers, answerField(id)] };
}

/** The question that is sent: without empty answers and without what its kind does not have. */
export function questionOf(draft: QuestionDraft): Question {
  const { kind, anonymous } = draft;
  const written = hasAnswers(kind) ? draft.answers.filter(({ text }) => text.trim() !== "") : [];
  const quiz = draft.quiz && canBeQuiz(kind);
  const truth = draft.truth === "true" ? 0 : 1;
  const right = kind === "true_false" ? [truth] : written.flatMap(({ correct }, at) => (correct ? [at] : []));
  return {
    kind,
    question: draft.question.trim(),
    answers: written.map(({ text }) => text.trim()),
    correct: quiz ? right : [],
    anonymous,
    shown: anonymous && draft.shown === "live" ? "closed" : draft.shown,
  };
}

export interface Problems {
  question?: "missing";
  /** By the id of its field. */
  answer?: { id: number; problem: "few" | "same" };
  quiz?: "none";
}

export function problemsOf(draft: QuestionDraft): Problems {
  const problems: Problems = {};
  if (draft.question.trim() === "") problems.question = "missing";
  if (!hasAnswers(draft.kind)) return problems;
  const fold = (text: string) => text.trim().normalize("NFKC").toLowerCase();
  const written = draft.answers.filter(({ text }) => text.trim() !== "");
  const twice = written.find((one, at) => written.findIndex((other) => fold(other.text) === fold(one.text)) < at);
  if (twice) problems.answer = { id: twice.id, problem: "same" };
  else if (written.length < 2) {
    const empty = draft.answers.find(({ text }) => text.trim() === "") ?? draft.answers[0];
    problems.answer = { id: empty?.id ?? 1, problem: "few" };
  }
  if (draft.quiz && !written.some(({ correct }) => correct)) problems.quiz = "none";
  return problems;
}

/** The mean of ratings by how many gave each, from 1; null where nobody did. */
export function averageOf(votes: readonly number[]): number | null {
  const count = votes.reduce((sum, one) => sum + one, 0);
  return count === 0 ? null : votes.reduce((sum, one, position) => sum + one * (position + 1), 0) / count;
}

/** Of those who voted, from 0 to 1: with several choices the sum may be more than 1. */
export const shareOf = (votes: number, voters: number): number => (voters === 0 ? 0 : votes / voters);
