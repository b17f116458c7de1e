import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { IconMovie } from "@tabler/icons-react";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordingCheck } from "../api/client";
import type { EntryFields } from "../entry/entryFields";
import { loadName } from "../entry/personName";
import styles from "../ui/Form.module.css";
import { isEmail } from "../ui/isEmail";
import { MessagePage } from "../ui/MessagePage";
import { useFirstError } from "../ui/useFirstError";
import { RecordingFacts } from "./Player";

interface Props {
  check: RecordingCheck;
  title: string;
  fields: EntryFields;
  needs: { name: boolean; password: boolean; registration: boolean };
  /** The password that was given is not the right one. */
  wrong: boolean;
  onSubmit: (fields: EntryFields) => void;
}

/** Asks for the viewer's name and whatever the address does not hold. */
export function ViewerForm({ check, title, fields, needs, wrong, onSubmit }: Props) {
  const { t } = useTranslation(["pages", "room"]);
  const [more, setMore] = useState<EntryFields>(() => ({ ...fields, name: fields.name || loadName(), password: "" }));
  const [tries, setTries] = useState(0);
  const tried = tries > 0;
  const form = useFirstError(tries);
  const [problem, setProblem] = useState(wrong);
  const trimmed = { ...more, name: more.name.trim(), email: more.email.trim(), company: more.company.trim() };
  const missing = {
    name: needs.name && trimmed.name === "",
    password: needs.password && more.password === "",
    email: needs.registration && !isEmail(trimmed.email),
    company: needs.registration && trimmed.company === "",
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTries(tries + 1);
    if (Object.values(missing).some(Boolean)) return;
    onSubmit(needs.password ? trimmed : { ...trimmed, password: fields.password });
  };
  const change = (field: keyof EntryFields) => (event: { currentTarget: { value: string } }) => {
    setMore({ ...more, [field]: event.currentTarget.value });
    if (field === "password") setProblem(false);
  };
  return (
    <MessagePage
      icon={IconMovie}
      meeting={title}
      heading={t("recording.heading")}
      text={check.startedAt ? <RecordingFacts {...check} /> : null}
    >
      <form ref={form} className={styles.form} onSubmit={submit} noValidate>
        {needs.name ? (
          <TextInput
            label={t("room:preview.yourName")}
            value={more.name}
            onChange={change("name")}
            error={tried && missing.name && t("recording.nameMissing")}
            size="md"
            maxLength={255}
            autoComplete="name"
            dir="auto"
          />
        ) : null}
        {needs.registration ? (
          <>
            <TextInput
              type="email"
              label={t("room:preview.email")}
              value={more.email}
              onChange={change("email")}
              error={tried && missing.email && t("room:preview.emailMissing")}
              size="md"
              maxLength={255}
              autoComplete="email"
            />
            <TextInput
              label={t("room:preview.company")}
              value={more.company}
              onChange={change("company")}
              error={tried && missing.company && t("room:preview.companyMissing")}
              size="md"
              maxLength={255}
              autoComplete="organization"
              dir="auto"
            />
          </>
        ) : null}
        {needs.password ? (
          <PasswordInput
            label={t("recording.password")}
            value={more.password}
            onChange={change("password")}
            error={
              problem ? t("recording.wrongPassword") : tried && missing.password ? t("entry.password.missing") : null
            }
            errorProps={{ role: "alert" }}
            size="md"
            autoComplete="off"
            dir="ltr"
            visibilityToggleButtonProps={{ "aria-label": t("front.signIn.show"), tabIndex: 0 }}
          />
        ) : null}
        {needs.registration ? <Alert variant="light">{t("recording.registration")}</Alert> : null}
        <Button type="submit" size="md" fullWidth>
          {t("recording.watch")}
        </Button>
      </form>
    </MessagePage>
  );
}
