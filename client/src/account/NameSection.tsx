import { Button, TextInput } from "@mantine/core";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Account } from "../api/client";
import styles from "./AccountPage.module.css";
import { useChangeAccount } from "./useChangeAccount";

const LONGEST = 255;

export function NameSection({ account }: { account: Account }) {
  const { t } = useTranslation("account");
  const change = useChangeAccount();
  const [first, setFirst] = useState(account.firstName);
  const [last, setLast] = useState(account.lastName);
  const [shown, setShown] = useState(isDerived(account) ? "" : account.displayName);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate({ firstName: first.trim(), lastName: last.trim(), displayName: shown.trim() });
  };
  return (
    <section id="name" className={styles.section}>
      <h2 tabIndex={-1}>{t("name.heading")}</h2>
      <form className={styles.form} onSubmit={submit} noValidate>
        <div className={styles.pair}>
          <TextInput
            label={t("name.first")}
            value={first}
            maxLength={LONGEST}
            autoComplete="given-name"
            dir="auto"
            onChange={(event) => setFirst(event.currentTarget.value)}
          />
          <TextInput
            label={t("name.last")}
            value={last}
            maxLength={LONGEST}
            autoComplete="family-name"
            dir="auto"
            onChange={(event) => setLast(event.currentTarget.value)}
          />
        </div>
        <TextInput
          label={t("name.display")}
          description={t("name.displayHint")}
          placeholder={`${first} ${last}`.trim() || account.userId}
          value={shown}
          maxLength={LONGEST}
          autoComplete="name"
          dir="auto"
          onChange={(event) => setShown(event.currentTarget.value)}
        />
        <Button type="submit" loading={change.isPending}>
          {t("name.save")}
        </Button>
      </form>
    </section>
  );
}

/** Whether the server makes the name of the other two. */
const isDerived = ({ displayName, firstName, lastName, userId }: Account) =>
  displayName === (`${firstName} ${lastName}`.trim() || userId);
