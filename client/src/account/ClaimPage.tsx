import { Button, TextInput } from "@mantine/core";
import { IconCircleCheck, IconLinkOff, IconUserPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useNavigate } from "react-router";

import { type AccountClaim, api, ApiError, type PasswordRules } from "../api/client";
import { beginSession, useSession } from "../signin/session";
import { SignInFields } from "../signin/SignInForm";
import { useFailureText } from "../ui/failures";
import formStyles from "../ui/Form.module.css";
import { MessagePage } from "../ui/MessagePage";
import { useHome } from "../ui/Page";
import { Failure } from "./Failure";
import { NewPasswordInput } from "./NewPasswordInput";
import { brokenRules, type Rule } from "./passwordRules";

/** Where the link of a claim leads: the invited address becomes an account, or is added to the one that has it. */
export default function ClaimPage() {
  const { hash, pathname } = useLocation();
  const navigate = useNavigate();
  const [token] = useState(() => hash.slice(1));
  // Out of the address at once: nobody reads it over a shoulder, or later in the history.
  useEffect(() => {
    if (hash) void navigate(pathname, { replace: true });
  }, [hash, navigate, pathname]);
  return token ? <Claim token={token} /> : <Useless />;
}

const isRefused = (error: Error | null, statuses: readonly number[]) =>
  error instanceof ApiError && statuses.includes(error.status);

function Claim({ token }: { token: string }) {
  const { t } = useTranslation("account");
  const failureText = useFailureText();
  const claim = useQuery({
    queryKey: ["accountClaim", token],
    queryFn: () => api.accountClaim(token),
    gcTime: 0,
    staleTime: Infinity,
  });
  const [done, setDone] = useState(false);
  if (done && claim.data) {
    return (
      <MessagePage
        icon={IconCircleCheck}
        heading={t("claim.doneHeading")}
        text={t("claim.doneText", { address: claim.data.address })}
      >
        <ToMeetings />
      </MessagePage>
    );
  }
  if (isRefused(claim.error, [400, 401])) return <Useless />;
  if (!claim.data) {
    const text = claim.error ? failureText(claim.error) : null;
    return <MessagePage icon={IconUserPlus} heading={t("claim.heading")} text={text} />;
  }
  const { passwordRules } = claim.data;
  const step = { token, claim: claim.data, onDone: () => setDone(true) };
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
  const [fresh, setFresh] = useState("");
  const [sent, setSent] = useState(false);
  const [broken, setBroken] = useState<Rule[]>([]);
  const make = useMutation({
    mutationFn: async () => {
      const { center, userId } = await api.claimNewAccount({ token, name: name.trim(), password: fresh });
      beginSession(queries, await api.signIn({ center, userId, password: fresh }));
    },
    onSuccess: onDone,
  });
  if (isRefused(make.error, [401])) return <Useless />;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const violated = fresh ? brokenRules(rules, fresh, claim.address) : [];
    setSent(true);
    setBroken(violated);
    if (fresh && violated.length === 0) make.mutate();
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
        <NewPasswordInput
          rules={rules}
          value={fresh}
          broken={broken}
          missing={sent && !fresh}
          size="md"
          onChange={setFresh}
        />
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
  const user = session.data?.user;
  const signedIn = user?.center === claim.center && claim.userIds.includes(user.userId);
  const add = useMutation({
    mutationFn: () => api.claimForAccount(token),
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: ["meetings"] });
    },
  });
  if (isRefused(add.error, [401])) return <Useless />;
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
