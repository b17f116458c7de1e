import { PasswordInput } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";

import type { PasswordRules } from "../api/client";
import styles from "./AccountPage.module.css";
import { type Rule, rulesToShow } from "./passwordRules";

interface Props {
  rules: PasswordRules;
  value: string;
  /** The rules that were broken when the form was sent. */
  broken: readonly Rule[];
  missing: boolean;
  size?: "sm" | "md";
  onChange: (password: string) => void;
}

/** A field for a new password, with the rules of the center below it; those that are broken stand out, and are read. */
export function NewPasswordInput({ rules, value, broken, missing, size = "sm", onChange }: Props) {
  const { t } = useTranslation("account");
  const id = useId();
  const shown = [...new Set([...rulesToShow(rules), ...broken])];
  const text = (rule: Rule) =>
    rule === "shortest"
      ? t("rules.shortest", { count: rules.shortest })
      : rule === "longest"
        ? t("rules.longest", { most: rules.longest })
        : t(`rules.${rule}`);
  const problems = broken.map(text).join(" · ");
  return (
    <div>
      <PasswordInput
        label={t("password.new")}
        size={size}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={missing ? t("password.missing") : problems || null}
        autoComplete="new-password"
        aria-describedby={id}
        visibilityToggleButtonProps={{ "aria-label": t("password.show"), tabIndex: 0 }}
      />
      <ul id={id} className={styles.rules}>
        {shown.map((rule) => (
          <li key={rule} data-broken={broken.includes(rule) || undefined}>
            {text(rule)}
          </li>
        ))}
      </ul>
    </div>
  );
}
