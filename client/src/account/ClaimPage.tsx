import { Button, TextInput } from "@mantine/core";
import { IconCircleCheck, IconLinkOff, IconUserPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { type AccountClaim, api, hasStatus, type PasswordRules } from "../api/client";
import { beginSession, useSession, useSessionEnded } from "../signin/session";
import { SignInFields } from "../signin/SignInForm";
import { useFailureText, useSessionExpiry } from "../ui/failures";
import formStyles from "../ui/Form.module.css";
import { MessagePage } from "../ui/MessagePage";
import { useHome } from "../ui/Page";
import { Failure } from "./Failure";
import { NewPasswordInput } from "./NewPasswordInput";
import { useHashToken } from "./useHashToken";
import { useNewPassword } from "./useNewPassword";

/** Where the link of a claim leads: the invited address becomes an account, or is added to the one that has it. */
export default function ClaimPage() {
  const [token] = useHashToken();
  return token ? <Claim key={token} token={token} /> : <Useless />;
}

function Claim({ token }: { token: string }) {
  const { t } = useTranslation("account");
  const failureText = useFailureText();
  const claim = useQuery({
    queryKey: ["accountClaim", token],
    queryFn: () => api.accountClaim(token),
    gcTime: 0,
    staleTime: Infinity,
  });
  // What is known of the claim is gone as soon as another person is signed in.
  const [done, setDone] = useState<{ address: string } | null>(null);
  if (done) {
    return (
      <MessagePage
        icon={IconCircleCheck}
        heading={t("claim.doneHeading")}
        text={t("claim.doneText", { address: done.address })}
      >
        <ToMeetings />
      </MessagePage>
    );
  }
  if (hasStatus(claim.error, 400, 401)) return <Useless />;
  if (!claim.data) {
    const text = claim.error ? failureText(claim.error) : null;
    return <MessagePage icon={IconUserPlus} heading={t("claim.heading")} text={text} />;
  }
  const { address, passwordRules } = claim.data;
  const step = { token, claim: claim.data, onDone: () => setDone({ address }) };
  return passwordRules ? <NewAccount {...step} rules={passwordRules} /> : <OwnAccount {...step} />;
}

interface Step {
  token: string;
  claim: AccountClaim;
  onDone: () => void;
}

/** Name and password of an account that is made of the address. */
function NewAccount({ token, claim, rules, onDone }: Step & { rules: PasswordRules }) {
  const { t } = useTranslation("account");
  const queries = useQueryClient();
  const [name, setName] = useState(claim.name);
  const fresh = useNewPassword();
  const make = useMutation({
    mutationFn: async () => {
      const { center, userId } = await api.claimNewAccount({ token, name: name.trim(), password: fresh.value });
      try {
        beginSession(queries, await api.signIn({ center, userId, password: fresh.value }));
      } catch {
        // The account is there all the same: the page to which they go on lets them sign in.
      }
    },
    onSuccess: onDone,
  });
  if (hasStatus(make.error, 401)) return <Useless />;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (fresh.check(rules, claim.address)) make.mutate();
  };
  return (
    <MessagePage
      icon={IconUserPlus}
      heading={t("claim.heading")}
      text={<bdi>{t("claim.newText", { address: claim.address })}</bdi>}
    >
      <form className={formStyles.form} onSubmit={submit} noValidate>
        <input type="text" hidden readOnly autoComplete="username" value={claim.address} />
        <TextInput
          label={t("name.display")}
          size="md"
          maxLength={255}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="name"
          dir="auto"
        />
        <NewPasswordInput rules={rules} {...fresh.field} size="md" />
        <Failure error={make.error} since={make.submittedAt} />
        <Button type="submit" size="md" loading={make.isPending} fullWidth>
          {t("claim.make")}
        </Button>
      </form>
    </MessagePage>
  );
}

/** An account has the address: whoever is signed in to it adds what the address was invited to. */
function OwnAccount({ token, claim, onDone }: Step) {
  const { t } = useTranslation("account");
  const queries = useQueryClient();
  const session = useSession();
  const ended = useSessionEnded();
  const user = ended ? null : session.data?.user;
  const signedIn = user?.center === claim.center && claim.userIds.includes(user.userId);
  const add = useMutation({
    mutationFn: () => api.claimForAccount(token),
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: ["meetings"] });
    },
    // Either the link is of no use any more or the session has ended: the claim itself says which.
    onError: () => queries.invalidateQueries({ queryKey: ["accountClaim", token] }),
  });
  useSessionExpiry(add.error);
  const text = t(signedIn ? "claim.addText" : "claim.signInText", { address: claim.address });
  return (
    <MessagePage icon={IconUserPlus} heading={t("claim.addHeading")} text={<bdi>{text}</bdi>}>
      {signedIn ? (
        <>
          <Failure error={add.error} since={add.submittedAt} />
          <Button size="md" loading={add.isPending} onClick={() => add.mutate()}>
            {t("claim.add")}
          </Button>
        </>
      ) : session.isPending ? null : (
        <SignInFields center={claim.center} userId={claim.userIds[0]} />
      )}
    </MessagePage>
  );
}

function Useless() {
  const { t } = useTranslation("account");
  return (
    <MessagePage icon={IconLinkOff} heading={t("reset.uselessHeading")} text={t("claim.uselessText")}>
      <ToMeetings />
    </MessagePage>
  );
}

function ToMeetings() {
  const { t } = useTranslation("account");
  const home = useHome();
  return (
    <Button component={Link} to={home} variant="default" size="md">
      {t("claim.toMeetings")}
    </Button>
  );
}
