import type { PasswordRules } from "../api/client";

/** What a rule is about; each has a text. */
export type Rule =
  "ascii" | "digit" | "longest" | "lower" | "notTheName" | "plainEnds" | "punctuation" | "shortest" | "upper";

const LETTER_OR_DIGIT = /^[A-Za-z0-9]$/;

/** Each rule of a center, and whether a password keeps it. The server asks the same. */
const RULES: readonly [
  Rule,
  (rules: PasswordRules) => boolean,
  (password: string, rules: PasswordRules, userId: string) => boolean,
][] = [
  ["shortest", () => true, (password, rules) => password.length >= rules.shortest],
  ["digit", (rules) => rules.digit, (password) => /[0-9]/.test(password)],
  ["upper", (rules) => rules.upper, (password) => /[A-Z]/.test(password)],
  ["lower", (rules) => rules.lower, (password) => /[a-z]/.test(password)],
  ["punctuation", (rules) => rules.punctuation, (password) => /[!-/:-@[-`{-~]/.test(password)],
  [
    "notTheName",
    (rules) => rules.notTheName,
    (password, _, userId) => !password.toLowerCase().includes(userId.toLowerCase()),
  ],
  [
    "plainEnds",
    (rules) => rules.plainEnds,
    (password) => LETTER_OR_DIGIT.test(password.at(0) ?? "") && LETTER_OR_DIGIT.test(password.at(-1) ?? ""),
  ],
];

/** The rules that a person should know before choosing, in their order. */
export const rulesToShow = (rules: PasswordRules): Rule[] =>
  RULES.filter(([, holds]) => holds(rules)).map(([rule]) => rule);

/** The rules that a password breaks. */
export function brokenRules(rules: PasswordRules, password: string, userId: string): Rule[] {
  const broken = RULES.filter(([, holds, keeps]) => holds(rules) && !keeps(password, rules, userId)).map(
    ([rule]) => rule,
  );
  if (password.length > rules.longest) broken.push("longest");
  if (/[^ -~]/.test(password)) broken.push("ascii");
  return broken;
}
