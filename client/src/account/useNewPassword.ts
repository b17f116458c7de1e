import { useState } from "react";

import type { PasswordRules } from "../api/client";
import { brokenRules, type Rule } from "./passwordRules";

/** A password that is being chosen: for a {@link NewPasswordInput}, whose rules are checked as the form is sent. */
export function useNewPassword() {
  const [value, setValue] = useState("");
  const [sent, setSent] = useState(false);
  const [broken, setBroken] = useState<readonly Rule[]>([]);
  return {
    value,
    /** Whether the form was sent, with or without success. */
    sent,
    field: { value, broken, missing: sent && !value, onChange: setValue },
    /** To be called as the form is sent; returns whether the password is there and keeps all the rules. */
    check: (rules: PasswordRules, userId: string): boolean => {
      const violated = value ? brokenRules(rules, value, userId) : [];
      setSent(true);
      setBroken(violated);
      return value !== "" && violated.length === 0;
    },
    clear: () => {
      setValue("");
      setSent(false);
    },
  };
}
