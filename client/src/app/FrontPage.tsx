import { Button } from "@mantine/core";
import { IconTicketOff } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";

import { AccountCorner } from "../account/AccountCorner";
import { readFields } from "../entry/entryUrl";
import { JoinForm } from "../entry/JoinForm";
import { Meetings } from "../meetings/Meetings";
import { useSession, useSignedInUser } from "../signin/session";
import { SignInForm } from "../signin/SignInForm";
import signInStyles from "../signin/SignInForm.module.css";
import { useFailureText } from "../ui/failures";
import { MessagePage } from "../ui/MessagePage";
import { Page, useHome } from "../ui/Page";
import styles from "./FrontPage.module.css";

/** Join with a code, sign in; for those who are signed in: their meetings. */
export default function FrontPage() {
  const session = useSession();
  const user = useSignedInUser();
  const { search } = useLocation();
  // A good ticket never gets here: the server signs the browser in and leads to the address without it.
  if (readFields(search).has("ticket")) return <UsedTicket />;
  if (user === undefined) return <Page>{null}</Page>;
  if (user) {
    return (
      <Page aside={<AccountCorner user={user} />}>
        <Meetings user={user} />
      </Page>
    );
  }
  return (
    <Page>
      <Welcome failure={session.error} />
    </Page>
  );
}

/** The address has a ticket that was used, has expired, or never was one. */
function UsedTicket() {
  const { t } = useTranslation("pages");
  const home = useHome();
  return (
    <MessagePage icon={IconTicketOff} heading={t("ticket.heading")} text={t("ticket.text")}>
      <Button component={Link} to={home} size="md" replace>
        {t("toFrontPage")}
      </Button>
    </MessagePage>
  );
}

function Welcome({ failure }: { failure: Error | null }) {
  const { t } = useTranslation("pages");
  return (
    <div className={styles.welcome}>
      <section>
        <h1>{t("front.welcome")}</h1>
        <p className={styles.promise}>{t("front.promise")}</p>
        <h2>{t("front.join.heading")}</h2>
        <JoinForm main />
      </section>
      <WelcomeSide failure={failure} />
    </div>
  );
}

function WelcomeSide({ failure }: { failure: Error | null }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  const queries = useQueryClient();
  if (!failure) return <SignInForm />;
  return (
    <div className={signInStyles.card} role="alert">
      <p>{failureText(failure)}</p>
      <Button variant="default" onClick={() => void queries.invalidateQueries({ queryKey: ["session"] })}>
        {t("failure.tryAgain")}
      </Button>
    </div>
  );
}
