import { Button, Skeleton } from "@mantine/core";
import { IconUser } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import { api, type Account, type SignedInUser } from "../api/client";
import { ForSignedIn } from "../signin/ForSignedIn";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import { Page } from "../ui/Page";
import { AccountCorner } from "./AccountCorner";
import styles from "./AccountPage.module.css";
import { LanguageSection } from "./LanguageSection";
import { NameSection } from "./NameSection";
import { PasswordSection } from "./PasswordSection";
import { SessionsSection } from "./SessionsSection";

/** The own account: name, language, password, and where the person is signed in. */
export default function AccountPage() {
  const { t } = useTranslation("account");
  return (
    <ForSignedIn icon={IconUser} heading={t("menu.account")} text={t("signIn.text")}>
      {(user) => <Own user={user} />}
    </ForSignedIn>
  );
}

function Own({ user }: { user: SignedInUser }) {
  const { t } = useTranslation("account");
  const account = useQuery({ queryKey: ["account"], queryFn: api.account });
  useSessionExpiry(account.error);
  return (
    <Page title={t("menu.account")} aside={<AccountCorner user={user} />}>
      <div className={styles.column}>
        <h1 tabIndex={-1}>{t("menu.account")}</h1>
        {account.data ? <Sections account={account.data} /> : null}
        {account.isPending ? <Skeleton height={320} radius="lg" /> : null}
        {account.isError && !account.data ? (
          <Failed error={account.error} again={() => void account.refetch()} />
        ) : null}
      </div>
    </Page>
  );
}

function Sections({ account }: { account: Account }) {
  const { t } = useTranslation("account");
  const { hash } = useLocation();
  // The menu leads to a section, and a screen reader follows.
  useEffect(() => {
    const heading = document.getElementById(hash.slice(1))?.querySelector("h2");
    heading?.scrollIntoView();
    heading?.focus({ preventScroll: true });
  }, [hash]);
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t("facts.userId")}</dt>
        <dd>
          <bdi>{account.userId}</bdi>
        </dd>
        <dt>{t("facts.email")}</dt>
        <dd>{account.email ? <bdi>{account.email}</bdi> : t("facts.noEmail")}</dd>
        <dt>{t("facts.role")}</dt>
        <dd>{t(`facts.${account.role}`)}</dd>
      </dl>
      <NameSection account={account} />
      <LanguageSection account={account} />
      <PasswordSection account={account} />
      <SessionsSection />
    </>
  );
}

function Failed({ error, again }: { error: Error; again: () => void }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  return (
    <div className={styles.section} role="alert">
      <p>{failureText(error)}</p>
      <Button variant="default" onClick={again}>
        {t("failure.tryAgain")}
      </Button>
    </div>
  );
}
