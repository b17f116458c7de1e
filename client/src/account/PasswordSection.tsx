import { Button, PasswordInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import { type Account, api, hasWord, type PasswordRules } from "../api/client";
import { useSessionExpiry } from "../ui/failures";
import { useToast } from "../ui/useToast";
import styles from "./AccountPage.module.css";
import { Failure } from "./Failure";
import { NewPasswordInput } from "./NewPasswordInput";
import { useNewPassword } from "./useNewPassword";

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
  const fresh = useNewPassword();
  const change = useMutation({
    mutationFn: api.changePassword,
    onSuccess: async () => {
      setOld("");
      fresh.clear();
      showToast(t("password.done"));
      await queries.invalidateQueries({ queryKey: ["openSessions"] });
    },
  });
  useSessionExpiry(change.error);
  const wrongOld = hasWord(change.error, "wrong_password");
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (fresh.check(rules, userId) && old) change.mutate({ oldPassword: old, newPassword: fresh.value });
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
        error={fresh.sent && !old ? t("password.missing") : wrongOld ? t("password.wrongOld") : null}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ "aria-label": t("password.show"), tabIndex: 0 }}
      />
      <NewPasswordInput rules={rules} {...fresh.field} />
      {wrongOld ? null : <Failure error={change.error} since={change.submittedAt} />}
      <Button type="submit" loading={change.isPending}>
        {t("password.save")}
      </Button>
    </form>
  );
}
