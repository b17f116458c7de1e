import { Alert, Button, PasswordInput } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Door } from "../api";
import { askDoor, nameOf, type Said, type Way } from "../entryUrl";
import { useRest, useSayFailure } from "./failures";
import { Notice } from "./Notice";
import styles from "./pages.module.css";

interface Props {
  /** A door that needs a password; `refused` where the one of the address is wrong. */
  door: Door;
  way: Way;
  said: Said;
  /** The password is right; `next` is what stands behind the door now. */
  onProven: (password: string, next: Door) => void;
}

/** A meeting with a password that the address did not say, or said wrongly. */
export function PasswordDoor({ door, way, said, onProven }: Props) {
  const { t } = useTranslation("pages");
  const present = way.key.entry?.side === "present";
  const attempt = useMutation({
    mutationFn: (password: string) => askDoor(way, { ...said, password }),
    onSuccess: (next, password) => {
      if (!next.needs.includes("password")) onProven(password, next);
    },
  });
  return (
    <Notice
      icon={IconKey}
      meeting={nameOf(way)}
      heading={t(present ? "door.password.presentHeading" : "door.password.heading")}
      text={t("door.password.text")}
    >
      <PasswordForm
        wrong={attempt.data ? attempt.data.refused : door.refused}
        error={attempt.error}
        since={attempt.submittedAt}
        pending={attempt.isPending}
        onSubmit={attempt.mutate}
      />
    </Notice>
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
  const sayFailure = useSayFailure();
  const rest = useRest(error, since);
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
  const said = problem ?? (tried && wrong && !pending ? "wrong" : null);
  return (
    <form className={styles.doorForm} onSubmit={submit} noValidate>
      <PasswordInput
        ref={field}
        label={t("door.password.label")}
        size="md"
        value={password}
        onChange={(event) => {
          setPassword(event.currentTarget.value);
          setProblem(null);
          setTried(false);
        }}
        error={said && t(`door.password.${said}`)}
        errorProps={{ role: "alert" }}
        autoComplete="off"
        dir="ltr"
        visibilityToggleButtonProps={{ "aria-label": t("front.signIn.show"), tabIndex: 0 }}
      />
      {error && (rest ?? sayFailure(error)) ? (
        <Alert color="red" variant="light" role="alert">
          {rest ?? sayFailure(error)}
        </Alert>
      ) : null}
      <Button type="submit" size="md" loading={pending} fullWidth>
        {t("door.password.button")}
      </Button>
    </form>
  );
}
