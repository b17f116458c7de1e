import { Button } from "@mantine/core";
import { IconLogout } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { api, type Session, type SignedInUser } from "../api";
import { useSayFailure } from "./failures";
import { JoinForm } from "./JoinForm";
import { Meetings } from "./Meetings";
import { Page } from "./Page";
import styles from "./pages.module.css";
import { SignInForm } from "./SignInForm";

/** Join with a code, sign in, and for those who may hold meetings: their meetings. */
export default function FrontPage() {
  const session = useQuery({ queryKey: ["session"], queryFn: api.session });
  const user = session.data?.user ?? null;
  if (session.isPending) return <Page>{null}</Page>;
  if (user?.mayOrganize) {
    return (
      <Page aside={<SignedIn user={user} />}>
        <Meetings />
      </Page>
    );
  }
  return (
    <Page aside={user ? <SignedIn user={user} /> : null}>
      <Welcome user={user} failure={session.error} />
    </Page>
  );
}

function Welcome({ user, failure }: { user: SignedInUser | null; failure: Error | null }) {
  const { t } = useTranslation("pages");
  return (
    <div className={styles.welcome}>
      <section>
        <h1>{t("front.welcome")}</h1>
        <p className={styles.promise}>{t("front.promise")}</p>
        <h2>{t("front.join.heading")}</h2>
        <JoinForm main />
      </section>
      <WelcomeSide user={user} failure={failure} />
    </div>
  );
}

function WelcomeSide({ user, failure }: { user: SignedInUser | null; failure: Error | null }) {
  const { t } = useTranslation("pages");
  const sayFailure = useSayFailure();
  const queries = useQueryClient();
  if (user) return <p className={styles.member}>{t("front.member", { name: user.name })}</p>;
  if (!failure) return <SignInForm />;
  return (
    <div className={styles.signIn} role="alert">
      <p>{sayFailure(failure)}</p>
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
