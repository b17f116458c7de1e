// @vitest-environment node
import { describe, expect, it } from "vitest";

import {
  averageOf,
  draftOf,
  EMPTY_DRAFT,
  problemsOf,
  type QuestionDraft,
  questionOf,
  shareOf,
  withAnswers,
  withOneMore,
} from "./question";

const written = (texts: string[], part: Partial<QuestionDraft> = {}): QuestionDraft => ({
  ...withAnswers(EMPTY_DRAFT, texts),
  question: "Lunch?",
  ...part,
});

describe("a question", () => {
  it("is sent without empty answers, its right ones counted without them", () => {
    const draft = written(["", " Rice ", "", "Soup"], { quiz: true });
    const marked = { ...draft, answers: draft.answers.map((one) => ({ ...one, correct: one.text === "Soup" })) };
    expect(questionOf(marked)).toEqual({
      kind: "single",
      question: "Lunch?",
      answers: ["Rice", "Soup"],
      correct: [1],
      anonymous: false,
      shown: "closed",
    });
  });

  it("of kinds with answers of their own is sent without any", () => {
    const draft = written(["Rice", "Soup"], { kind: "rating", quiz: true });
    expect(questionOf(draft)).toMatchObject({ answers: [], correct: [] });
    expect(questionOf({ ...draft, kind: "true_false", truth: "false" })).toMatchObject({ answers: [], correct: [1] });
  });

  it("that is anonymous has no live results", () => {
    expect(questionOf(written(["a", "b"], { anonymous: true, shown: "live" })).shown).toBe("closed");
  });

  it("comes back from what was stored", () => {
    for (const kind of ["single", "multiple"] as const) {
      const question = {
        kind,
        question: "?",
        answers: ["a", "b"],
        correct: [1],
        anonymous: true,
        shown: "runners",
      } as const;
      expect(questionOf(draftOf({ ...question, answers: [...question.answers], correct: [1] }))).toEqual(question);
    }
    const truth = {
      kind: "true_false",
      question: "?",
      answers: [],
      correct: [1],
      anonymous: false,
      shown: "live",
    } as const;
    expect(questionOf(draftOf({ ...truth, answers: ["True", "False"], correct: [1] }))).toEqual(truth);
  });
});

describe("what is wrong with it", () => {
  it("is said of the question, of too few answers, and of the one that is there twice", () => {
    expect(problemsOf(EMPTY_DRAFT)).toEqual({ question: "missing", answer: { id: 1, problem: "few" } });
    expect(problemsOf(written(["Rice", " "]))).toEqual({ answer: { id: 2, problem: "few" } });
    expect(problemsOf(written(["Rice", "Soup", " rice"]))).toEqual({ answer: { id: 3, problem: "same" } });
    expect(problemsOf(written(["Rice", "Soup"]))).toEqual({});
    expect(problemsOf(written([], { kind: "text" }))).toEqual({});
  });

  it("is a quiz without a right answer", () => {
    expect(problemsOf(written(["Rice", "Soup"], { quiz: true }))).toEqual({ quiz: "none" });
    expect(problemsOf(written([], { kind: "true_false", quiz: true }))).toEqual({});
  });

  it("is nothing about a field that was added and left empty", () => {
    expect(problemsOf(withOneMore(written(["Rice", "Soup"])))).toEqual({});
  });
});

it("ratings have a mean, votes a share", () => {
  expect(averageOf([1, 0, 0, 0, 3])).toBe(4);
  expect(averageOf([0, 0, 0, 0, 0])).toBeNull();
  expect([shareOf(1, 4), shareOf(0, 0)]).toEqual([0.25, 0]);
});
