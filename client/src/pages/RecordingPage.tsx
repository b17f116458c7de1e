import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { IconArchive, IconCloudOff, IconHourglass, type Icon, IconLinkOff, IconMovie } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useParams } from "react-router";

import { api, ApiError, makeProof, type RecordingDoor, type SignedInUser } from "../api";
import { keepSaid, NOTHING_SAID, readFields, type Said, takeSaid, takeSeat } from "../entryUrl";
import { applyMeetingLanguage } from "../i18n";
import { recallName, rememberName } from "../storage";
import { useSayFailure } from "./failures";
import { isEmail } from "./isEmail";
import { Notice } from "./Notice";
import { Page, useCenter } from "./Page";
import styles from "./pages.module.css";
import { Facts, Player } from "./Player";
import { SignInDoor } from "./SignInDoor";
import { useFirstError } from "./useFirstError";

/** Behind /cc/CENTER/view?id=…: a recording, for whoever may see it. */
export default function RecordingPage() {
  const { cc = "" } = useParams();
  const { search } = useLocation();
  return <AtAddress key={cc + search} center={cc} search={search} />;
}

/** What is asked of a viewer, as long as the server takes it. */
const within = (said: Said) => ({
  viewerName: said.name.slice(0, 255),
  email: said.email.slice(0, 255),
  company: said.company.slice(0, 255),
  password: said.password.slice(0, 64),
  extra1: said.extra1.slice(0, 128),
  extra2: said.extra2.slice(0, 128),
  extra3: said.extra3.slice(0, 255),
});

const refusedBy = (error: Error | null, word: string) => error instanceof ApiError && error.error === word;

function useDoor(center: string, id: string) {
  return useQuery({
    queryKey: ["recordingDoor", center, id],
    queryFn: async () => {
      await makeProof();
      // A plus may be one, or a space, as whoever wrote the address meant it.
      const names = [...new Set([id, id.replaceAll("+", " ")])].filter((name) => name !== "" && name.length <= 255);
      for (const name of names) {
        const door = await api.recordingDoor({ center, name });
        if (door.state === "invalid") continue;
        if (door.state === "open") await applyMeetingLanguage(door.lang);
        return { name, door };
      }
      return { name: id, door: null };
    },
    refetchInterval: ({ state }) => (state.data?.door?.state === "making" ? 15_000 : false),
    staleTime: Infinity,
  });
}

function AtAddress({ center, search }: { center: string; search: string }) {
  const id = readFields(search).get("id") ?? "";
  const address = `cc/${center.toLowerCase()}/view/${id.toLowerCase()}`;
  const [said, setSaid] = useState(() => takeSaid(address, search));
  const [seat] = useState(() => takeSeat(address));
  const [attempt, setAttempt] = useState(0);
  const found = useDoor(center, id);
  const session = useQuery({ queryKey: ["session"], queryFn: api.session });
  const here = useCenter();
  const signedIn = session.data?.user ?? null;
  const user = signedIn !== null && signedIn.center === here?.name ? signedIn : null;

  const open = found.data?.door?.state === "open" ? found.data.door : null;
  const missing = open && whatIsMissing(open, said, user);
  const settled = !session.isPending && (signedIn === null || here !== undefined);
  const seated = useQuery({
    queryKey: ["seated", address, seat],
    queryFn: () => api.viewRecording({ center, name: found.data?.name ?? id, ...within(NOTHING_SAID), token: seat }),
    enabled: open !== null && seat !== "",
    retry: false,
    staleTime: Infinity,
    refetchOnReconnect: false,
  });
  // A right that is over is none: then the page asks as it asks everybody.
  const unseated = seat === "" || seated.isError;
  const viewing = useQuery({
    queryKey: ["viewing", address, said, attempt, user?.userId ?? ""],
    queryFn: () => api.viewRecording({ center, name: found.data?.name ?? id, ...within(said) }),
    enabled: unseated && open !== null && settled && missing !== null && !missing.signIn && !missing.any,
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
  });

  if (found.isError && !found.data) return <Failure error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data || !settled) return <Page>{null}</Page>;
  if (!open || !missing) return <Closed state={found.data.door?.state ?? "invalid"} id={id} />;
  const entry = seated.data ?? viewing.data;
  if (entry) return <Player entry={entry} />;
  if (!unseated) return <Page>{null}</Page>;
  // What not everybody may see keeps its title to itself.
  const shown = open.title || found.data.name;
  const notOnList = refusedBy(viewing.error, "sign_in_needed");
  if (missing.signIn || notOnList) {
    return (
      <SignInDoor
        name={shown}
        door={{ refused: user !== null, signedInAs: user?.name ?? "" }}
        onSignedIn={() => setAttempt(attempt + 1)}
      />
    );
  }
  const wrongPassword = refusedBy(viewing.error, "wrong_password");
  const unregistered = refusedBy(viewing.error, "registration_needed");
  if (viewing.error && !wrongPassword && !unregistered) {
    return <Failure error={viewing.error} onRetry={() => setAttempt(attempt + 1)} />;
  }
  if (!missing.any && !viewing.error) return <Page title={shown}>{null}</Page>;
  return (
    <Ask
      door={open}
      title={shown}
      said={said}
      needs={{
        name: missing.name,
        password: missing.password || wrongPassword,
        registration: missing.registration || unregistered,
      }}
      wrong={wrongPassword && said.password !== ""}
      onSaid={(more) => {
        if (more.name) rememberName(more.name);
        keepSaid(address, more);
        setSaid(more);
        setAttempt(attempt + 1);
      }}
    />
  );
}

function whatIsMissing({ entry, registration }: RecordingDoor, said: Said, user: SignedInUser | null) {
  const nobody = user === null;
  const name = nobody && said.name === "";
  // The server may know what a user's account says, and owners need no password: it is asked first.
  const password = nobody && entry === "password" && said.password === "";
  const unregistered = nobody && registration && (!isEmail(said.email) || said.company === "");
  return {
    signIn: nobody && entry === "acl",
    name,
    password,
    registration: unregistered,
    any: name || password || unregistered,
  };
}

type Closing = Exclude<RecordingDoor["state"], "open">;

const ICONS: Record<Closing, Icon> = {
  invalid: IconLinkOff,
  making: IconHourglass,
  deleted: IconArchive,
  expired: IconArchive,
};

function Closed({ state, id }: { state: RecordingDoor["state"]; id: string }) {
  const { t } = useTranslation("pages");
  if (state === "open") return null;
  return (
    <Notice
      icon={ICONS[state]}
      meeting={id}
      heading={t(`recording.${state}.heading`)}
      text={t(`recording.${state}.text`)}
    />
  );
}

function Failure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation("pages");
  const sayFailure = useSayFailure();
  return (
    <Notice icon={IconCloudOff} heading={t("recording.failed")} text={sayFailure(error)}>
      <Button variant="default" size="md" onClick={onRetry}>
        {t("failure.tryAgain")}
      </Button>
    </Notice>
  );
}

interface AskProps {
  door: RecordingDoor;
  title: string;
  said: Said;
  needs: { name: boolean; password: boolean; registration: boolean };
  /** The password that was said is not the right one. */
  wrong: boolean;
  onSaid: (said: Said) => void;
}

/** Who is it, and what was not said in the address. */
function Ask({ door, title, said, needs, wrong, onSaid }: AskProps) {
  const { t } = useTranslation(["pages", "room"]);
  const [more, setMore] = useState<Said>(() => ({ ...said, name: said.name || recallName(), password: "" }));
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
    onSaid(needs.password ? trimmed : { ...trimmed, password: said.password });
  };
  const change = (field: keyof Said) => (event: { currentTarget: { value: string } }) => {
    setMore({ ...more, [field]: event.currentTarget.value });
    if (field === "password") setProblem(false);
  };
  return (
    <Notice
      icon={IconMovie}
      meeting={title}
      heading={t("recording.heading")}
      text={door.startedAt ? <Facts {...door} /> : null}
    >
      <form ref={form} className={styles.doorForm} onSubmit={submit} noValidate>
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
              problem ? t("recording.wrongPassword") : tried && missing.password ? t("door.password.missing") : null
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
    </Notice>
  );
}
