import { Button, TextInput } from "@mantine/core";
import { IconCircleCheck, IconKey, IconLinkOff, IconMail } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";

import { api, hasStatus } from "../api/client";
import { useFailureText } from "../ui/failures";
import formStyles from "../ui/Form.module.css";
import { MessagePage } from "../ui/MessagePage";
import { useHome } from "../ui/Page";
import textStyles from "../ui/text.module.css";
import { Failure } from "./Failure";
import { NewPasswordInput } from "./NewPasswordInput";
import { useHashToken } from "./useHashToken";
import { useNewPassword } from "./useNewPassword";

/** A forgotten password: asks for a link, or, opened by one, for the new password. */
export default function PasswordResetPage() {
  const [token, forgetToken] = useHashToken();
  return token ? <Choose key={token} token={token} again={forgetToken} /> : <Ask />;
}

function Ask() {
  const { t } = useTranslation("account");
  const { cc = "" } = useParams();
  const [name, setName] = useState("");
  const [complete, setComplete] = useState(true);
  const ask = useMutation({ mutationFn: api.askForPasswordReset });
  if (ask.isSuccess) {
    return (
      <MessagePage icon={IconMail} heading={t("reset.sentHeading")} text={t("reset.sentText")}>
        <p className={textStyles.hint}>{t("reset.noMail")}</p>
        <ToSignIn />
      </MessagePage>
    );
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setComplete(name.trim() !== "");
    if (name.trim()) ask.mutate({ name: name.trim(), center: cc });
  };
  return (
    <MessagePage icon={IconKey} heading={t("reset.heading")} text={t("reset.text")}>
      <form className={formStyles.form} onSubmit={submit} noValidate>
        <TextInput
          label={t("reset.name")}
          size="md"
          value={name}
          maxLength={255}
          onChange={(event) => setName(event.currentTarget.value)}
          error={complete || name.trim() ? null : t("password.missing")}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          dir="auto"
        />
        <Failure error={ask.error} since={ask.submittedAt} />
        <Button type="submit" size="md" loading={ask.isPending} fullWidth>
          {t("reset.send")}
        </Button>
        <ToSignIn />
      </form>
    </MessagePage>
  );
}

function Choose({ token, again }: { token: string; again: () => void }) {
  const { t } = useTranslation("account");
  const failureText = useFailureText();
  const reset = useQuery({
    queryKey: ["passwordReset", token],
    queryFn: () => api.passwordReset(token),
    gcTime: 0,
    staleTime: Infinity,
  });
  const fresh = useNewPassword();
  const choose = useMutation({ mutationFn: api.resetPassword });
  if (choose.isSuccess) {
    return (
      <MessagePage icon={IconCircleCheck} heading={t("reset.doneHeading")} text={t("reset.doneText")}>
        <ToSignIn />
      </MessagePage>
    );
  }
  if (hasStatus(reset.error, 400, 401) || hasStatus(choose.error, 401)) {
    return (
      <MessagePage icon={IconLinkOff} heading={t("reset.uselessHeading")} text={t("reset.uselessText")}>
        <Button onClick={again}>{t("reset.again")}</Button>
      </MessagePage>
    );
  }
  if (!reset.data) {
    const text = reset.error ? failureText(reset.error) : null;
    return <MessagePage icon={IconKey} heading={t("reset.chooseHeading")} text={text} />;
  }
  const { userId, name, passwordRules } = reset.data;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (fresh.check(passwordRules, userId)) choose.mutate({ token, newPassword: fresh.value });
  };
  return (
    <MessagePage
      icon={IconKey}
      heading={t("reset.chooseHeading")}
      text={<bdi>{t("reset.chooseText", { userId, name })}</bdi>}
    >
      <form className={formStyles.form} onSubmit={submit} noValidate>
        <input type="text" hidden readOnly autoComplete="username" value={userId} />
        <NewPasswordInput rules={passwordRules} {...fresh.field} size="md" />
        <Failure error={choose.error} since={choose.submittedAt} />
        <Button type="submit" size="md" loading={choose.isPending} fullWidth>
          {t("password.save")}
        </Button>
      </form>
    </MessagePage>
  );
}

function ToSignIn() {
  const { t } = useTranslation("account");
  const home = useHome();
  return (
    <Button component={Link} to={home} variant="default" fullWidth>
      {t("reset.back")}
    </Button>
  );
}
