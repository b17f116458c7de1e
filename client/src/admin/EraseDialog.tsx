import { Alert, Button, Modal, Skeleton, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, ApiError, type ListedUser } from "../api/client";
import dialogStyles from "../ui/dialogs.module.css";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { FormFoot } from "../ui/FormFoot";
import textStyles from "../ui/text.module.css";
import styles from "./EraseDialog.module.css";
import { nameOf } from "./names";

/** What there may be of a person, in the order in which it is said. */
const COUNTED = [
  "signIns",
  "participations",
  "visits",
  "messages",
  "votes",
  "notes",
  "recordingViews",
  "mails",
  "meetingsToCome",
] as const;

/** What the server says where it erases nobody. */
const REASONS = {
  wrong_state: "users.erase.inside",
  invariant_broken: "users.erase.lastAdministrator",
  invalid_parameter: "users.erase.yourself",
  user_not_found: "users.erase.gone",
} as const;

interface Props {
  /** Null while the dialog is closed. */
  user: ListedUser | null;
  onClose: () => void;
}

/** Erases who somebody was, after one has read what goes and what stays, and has typed the name. */
export function EraseDialog({ user, onClose }: Props) {
  const { t } = useTranslation("pages");
  return (
    <Modal
      opened={user !== null}
      onClose={onClose}
      size="lg"
      title={user ? t("users.erase.heading", { name: nameOf(user) }) : ""}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {user ? <Question user={user} onClose={onClose} /> : null}
    </Modal>
  );
}

function Question({ user, onClose }: { user: ListedUser; onClose: () => void }) {
  const { t } = useTranslation("pages");
  const reason = useReason();
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const { userId } = user;
  const name = nameOf(user);
  const found = useQuery({
    queryKey: ["erasure", userId],
    queryFn: () => api.eraseUser({ userId, dryRun: true }),
    gcTime: 0,
  });
  const erase = useMutation({
    mutationFn: () => api.eraseUser({ userId }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["users"] }),
  });
  useSessionExpiry(found.error ?? erase.error);
  if (erase.isSuccess) return <Done name={name} onClose={onClose} />;
  if (found.isPending) return <Skeleton height={240} radius="md" />;
  if (!found.data) {
    return (
      <Alert color="red" variant="light" role="alert">
        {reason(found.error)}
      </Alert>
    );
  }
  const there = found.data;
  const isConfirmed = folded(typed) === folded(name);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isConfirmed && !erase.isPending) erase.mutate();
  };
  return (
    <form className={dialogStyles.content} onSubmit={submit}>
      <section>
        <h3 className={styles.heading}>{t("users.erase.goes")}</h3>
        <p className={textStyles.text}>{t("users.erase.goesText")}</p>
        <dl className={styles.counts} aria-label={t("users.erase.found")}>
          {COUNTED.filter((one) => there[one] > 0).map((one) => (
            <div key={one}>
              <dt>{t(`users.erase.count.${one}`)}</dt>
              <dd className="tabular">{there[one]}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h3 className={styles.heading}>{t("users.erase.stays")}</h3>
        <p className={textStyles.text}>{t("users.erase.staysText")}</p>
      </section>
      <TextInput
        label={t("users.erase.confirm", { name })}
        description={t("users.erase.noWayBack")}
        size="md"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        dir="auto"
      />
      {erase.error ? (
        <Alert color="red" variant="light" role="alert">
          {reason(erase.error)}
        </Alert>
      ) : null}
      <FormFoot
        error={null}
        pending={erase.isPending}
        back={t("schedule.back")}
        onBack={onClose}
        confirm={t("users.erase.button")}
        danger
        disabled={!isConfirmed}
      />
    </form>
  );
}

function Done({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useTranslation("pages");
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  return (
    <div className={dialogStyles.content}>
      <p className={textStyles.text} role="status">
        {t("users.erase.done", { name })}
      </p>
      <div className={dialogStyles.actions}>
        <Button ref={close} size="md" onClick={onClose}>
          {t("close")}
        </Button>
      </div>
    </div>
  );
}

/** Why nobody was erased. */
function useReason(): (error: Error | null) => string {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  return (error) => {
    const code = error instanceof ApiError ? error.error : "";
    const known = (Object.keys(REASONS) as (keyof typeof REASONS)[]).find((one) => one === code);
    return known ? t(REASONS[known]) : failureText(error);
  };
}

/** What is the same name, however it was typed. */
const folded = (name: string) => name.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
