import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { api, ApiError } from "../api/client";
import { useFailureText, useRetryText } from "../ui/failures";
import formStyles from "../ui/Form.module.css";
import textStyles from "../ui/text.module.css";
import { useAddress } from "../ui/Page";
import { focusMain } from "./focusMain";
import { beginSession } from "./session";
import styles from "./SignInForm.module.css";

/** For users of the center: the card on its front page. */
export function SignInForm() {
  const { t } = useTranslation("pages");
  return (
    <section className={styles.card}>
      <h2>{t("front.signIn.heading")}</h2>
      <p className={textStyles.hint}>{t("front.signIn.intro")}</p>
      <SignInFields />
      <details className={styles.firstTime}>
        <summary>{t("front.signIn.firstTime")}</summary>
        <p>{t("front.signIn.firstTimeAnswer")}</p>
      </details>
    </section>
  );
}

interface Props {
  /** That of the page, where it is left out. */
  center?: string;
  /** Who most likely signs in. */
  userId?: string;
  onSignedIn?: () => void;
}

/** User ID, password, and the button: signs in to a center. */
export function SignInFields({ center, userId: proposed = "", onSignedIn }: Props) {
  const { t } = useTranslation(["pages", "account"]);
  const { cc = "" } = useParams();
  const reset = useAddress("password");
  const queries = useQueryClient();
  const [userId, setUserId] = useState(proposed);
  const [password, setPassword] = useState("");
  const [complete, setComplete] = useState(true);
  const passwordField = useRef<HTMLInputElement>(null);
  const signIn = useMutation({
    mutationFn: api.signIn,
    onSuccess: (session) => {
      done.current = true;
      beginSession(queries, session);
      onSignedIn?.();
    },
    onError: () => {
      setPassword("");
      passwordField.current?.focus();
    },
  });
  const done = useRef(false);
  // The page that takes the place of the form has the focus then, not nobody.
  useEffect(
    () => () => {
      if (done.current) focusMain();
    },
    [],
  );
  const retryText = useRetryText(signIn.error, signIn.submittedAt);

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const filled = userId.trim() !== "" && password !== "";
    setComplete(filled);
    if (filled) signIn.mutate({ userId: userId.trim(), password, center: center ?? cc });
  };

  return (
    <form className={formStyles.form} onSubmit={submit} noValidate>
      <TextInput
        label={t("front.signIn.userId")}
        size="md"
        value={userId}
        onChange={(event) => setUserId(event.currentTarget.value)}
        error={complete || userId.trim() ? null : t("front.signIn.missing")}
        autoComplete="username"
        data-autofocus={proposed === "" || undefined}
        autoCapitalize="none"
        spellCheck={false}
        dir="auto"
      />
      <PasswordInput
        ref={passwordField}
        label={t("front.signIn.password")}
        size="md"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={complete || password ? null : t("front.signIn.missing")}
        autoComplete="current-password"
        data-autofocus={proposed !== "" || undefined}
        visibilityToggleButtonProps={{ "aria-label": t("front.signIn.show"), tabIndex: 0 }}
      />
      <SignInFailure error={signIn.error} retryText={retryText} />
      <Button type="submit" size="md" loading={signIn.isPending} fullWidth>
        {t("front.signIn.button")}
      </Button>
      <Link to={reset} className={styles.forgotten}>
        {t("account:reset.heading")}
      </Link>
    </form>
  );
}

function SignInFailure({ error, retryText }: { error: Error | null; retryText: string | null }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  if (!error) return null;
  const status = error instanceof ApiError ? error.status : 0;
  // The rest is over: nothing to say any more.
  if (status === 429 && !retryText) return null;
  const refused = status === 401 || status === 403 || status === 400 || status === 422;
  return (
    <Alert color="red" variant="light" role="alert">
      {retryText ?? (refused ? t("front.signIn.failed") : failureText(error))}
    </Alert>
  );
}
