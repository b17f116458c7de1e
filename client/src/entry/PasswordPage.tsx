import { Alert, Button, PasswordInput } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { EntryCheck } from "../api/client";
import { useFailureText, useRetryText } from "../ui/failures";
import styles from "../ui/Form.module.css";
import { MessagePage } from "../ui/MessagePage";
import type { EntryFields } from "./entryFields";
import { checkEntry, type EntryTarget, targetName } from "./entryTarget";

interface Props {
  /** A check that misses the password; `refused` where the one of the address is wrong. */
  check: EntryCheck;
  target: EntryTarget;
  fields: EntryFields;
  token: string | null;
  /** The password is right; `next` is the check with it. */
  onAccepted: (password: string, next: EntryCheck) => void;
}

/** A meeting with a password that the address does not have, or has wrongly. */
export function PasswordPage({ check, target, fields, token, onAccepted }: Props) {
  const { t } = useTranslation("pages");
  const present = target.key.entry?.side === "present";
  const attempt = useMutation({
    mutationFn: (password: string) => checkEntry(target, { ...fields, password }, token),
    onSuccess: (next, password) => {
      if (!next.needs.includes("password")) onAccepted(password, next);
    },
  });
  return (
    <MessagePage
      icon={IconKey}
      meeting={targetName(target)}
      heading={t(present ? "entry.password.presentHeading" : "entry.password.heading")}
      text={t("entry.password.text")}
    >
      <PasswordForm
        wrong={attempt.data ? attempt.data.refused : check.refused}
        error={attempt.error}
        since={attempt.submittedAt}
        pending={attempt.isPending}
        onSubmit={attempt.mutate}
      />
    </MessagePage>
  );
}

interface FormProps {
  /** What was tried last is not the password. */
  wrong: boolean;
  error: Error | null;
  /** When the last attempt was made, milliseconds since 1970. */
  since: number;
  pending: boolean;
  onSubmit: (password: string) => void;
}

export function PasswordForm({ wrong, error, since, pending, onSubmit }: FormProps) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const retryText = useRetryText(error, since);
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<"wrong" | "missing" | null>(wrong ? "wrong" : null);
  const field = useRef<HTMLInputElement>(null);
  const [tried, setTried] = useState(false);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (pending) return;
    setProblem(password === "" ? "missing" : null);
    setTried(password !== "");
    if (password === "") field.current?.focus();
    else onSubmit(password);
  };
  const shown = problem ?? (tried && wrong && !pending ? "wrong" : null);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <PasswordInput
        ref={field}
        label={t("entry.password.label")}
        size="md"
        value={password}
        onChange={(event) => {
          setPassword(event.currentTarget.value);
          setProblem(null);
          setTried(false);
        }}
        error={shown && t(`entry.password.${shown}`)}
        errorProps={{ role: "alert" }}
        autoComplete="off"
        dir="ltr"
        visibilityToggleButtonProps={{ "aria-label": t("front.signIn.show"), tabIndex: 0 }}
      />
      {error && (retryText ?? failureText(error)) ? (
        <Alert color="red" variant="light" role="alert">
          {retryText ?? failureText(error)}
        </Alert>
      ) : null}
      <Button type="submit" size="md" loading={pending} fullWidth>
        {t("entry.password.button")}
      </Button>
    </form>
  );
}
