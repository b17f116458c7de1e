import { Button } from "@mantine/core";
import { IconLogout, IconTicketOff } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";

import { api, type Session, type SignedInUser } from "../api/client";
import { readFields } from "../entry/entryUrl";
import { JoinForm } from "../entry/JoinForm";
import { Meetings } from "../meetings/Meetings";
import { SignInForm } from "../signin/SignInForm";
import signInStyles from "../signin/SignInForm.module.css";
import { useFailureText } from "../ui/failures";
import { MessagePage } from "../ui/MessagePage";
import { Page, useCenter, useHome } from "../ui/Page";
import styles from "./FrontPage.module.css";

/** Join with a code, sign in; for those who are signed in: their meetings. */
export default function FrontPage() {
  const session = useQuery({ queryKey: ["session"], queryFn: api.session });
  const center = useCenter();
  // One browser, one session: who is signed in at another center is nobody here.
  const signedIn = session.data?.user ?? null;
  const user = signedIn?.center === center?.name ? signedIn : null;
  const { search } = useLocation();
  // A good ticket never gets here: the server signs the browser in and leads to the address without it.
  if (readFields(search).has("ticket")) return <UsedTicket />;
  if (session.isPending || (signedIn && !center)) return <Page>{null}</Page>;
  if (user) {
    return (
      <Page aside={<SignedIn user={user} />}>
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

function SignedIn({ user }: { user: SignedInUser }) {
  const { t } = useTranslation("pages");
  const queries = useQueryClient();
  const signOut = useMutation({
    mutationFn: api.signOut,
    onSuccess: async () => {
      // Nothing of one person's meetings may be there for the next one.
      queries.removeQueries({ queryKey: ["meetings"] });
      queries.setQueryData<Session>(["session"], { user: null });
      await queries.invalidateQueries({ queryKey: ["session"] });
    },
  });
  return (
    <div className={styles.signedIn}>
      <bdi className={styles.userName}>{user.name}</bdi>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconLogout size={18} stroke={1.75} aria-hidden />}
        loading={signOut.isPending}
        onClick={() => signOut.mutate()}
      >
        {t("signOut")}
      </Button>
    </div>
  );
}
