import { Button, PasswordInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Account, api, ApiError, type PasswordRules } from "../api/client";
import { useSessionExpiry } from "../ui/failures";
import { useToast } from "../ui/useToast";
import styles from "./AccountPage.module.css";
import { Failure } from "./Failure";
import { NewPasswordInput } from "./NewPasswordInput";
import { brokenRules, type Rule } from "./passwordRules";

export function PasswordSection({ account }: { account: Account }) {
  const { t } = useTranslation("account");
  return (
    <section id="password" className={styles.section}>
      <h2 tabIndex={-1}>{t("password.heading")}</h2>
      {account.passwordRules ? (
        <PasswordForm userId={account.userId} rules={account.passwordRules} />
      ) : (
        <p>{t("password.reserved")}</p>
      )}
    </section>
  );
}

function PasswordForm({ userId, rules }: { userId: string; rules: PasswordRules }) {
  const { t } = useTranslation("account");
  const showToast = useToast();
  const queries = useQueryClient();
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const [sent, setSent] = useState(false);
  const [broken, setBroken] = useState<Rule[]>([]);
  const change = useMutation({
    mutationFn: api.changePassword,
    onSuccess: async () => {
      setOld("");
      setFresh("");
      setSent(false);
      showToast(t("password.done"));
      await queries.invalidateQueries({ queryKey: ["openSessions"] });
    },
  });
  useSessionExpiry(change.error);
  const wrongOld = change.error instanceof ApiError && change.error.error === "wrong_password";
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const violated = fresh ? brokenRules(rules, fresh, userId) : [];
    setSent(true);
    setBroken(violated);
    if (old && fresh && violated.length === 0) change.mutate({ oldPassword: old, newPassword: fresh });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <input type="text" hidden readOnly autoComplete="username" value={userId} />
      <PasswordInput
        label={t("password.old")}
        value={old}
        onChange={(event) => {
          setOld(event.currentTarget.value);
          change.reset();
        }}
        error={sent && !old ? t("password.missing") : wrongOld ? t("password.wrongOld") : null}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ "aria-label": t("password.show"), tabIndex: 0 }}
      />
      <NewPasswordInput rules={rules} value={fresh} broken={broken} missing={sent && !fresh} onChange={setFresh} />
      {wrongOld ? null : <Failure error={change.error} since={change.submittedAt} />}
      <Button type="submit" loading={change.isPending}>
        {t("password.save")}
      </Button>
    </form>
  );
}
