import { Button } from "@mantine/core";
import { IconArchive, IconCloudOff, IconHourglass, type Icon, IconLinkOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useParams } from "react-router";

import { api, ensureCsrfToken, hasWord, type RecordingCheck, type SignedInUser } from "../api/client";
import { EMPTY_FIELDS, type EntryFields, saveFields, takeFields } from "../entry/entryFields";
import { readFields } from "../entry/entryUrl";
import { saveName } from "../entry/personName";
import { applyMeetingLanguage } from "../locales/i18n";
import { SignInPage } from "../signin/SignInPage";
import { useFailureText } from "../ui/failures";
import { isEmail } from "../ui/isEmail";
import { MessagePage } from "../ui/MessagePage";
import { Page, useCenter } from "../ui/Page";
import { takePlaybackToken } from "./playbackToken";
import { Player } from "./Player";
import { ViewerForm } from "./ViewerForm";

/** Behind /cc/CENTER/view?id=…: a recording, for everybody who may view it. */
export default function RecordingPage() {
  const { cc = "" } = useParams();
  const { search } = useLocation();
  return <AtAddress key={cc + search} center={cc} search={search} />;
}

/** What is asked of a viewer, as long as the server takes it. */
const limitedFields = (fields: EntryFields) => ({
  viewerName: fields.name.slice(0, 255),
  email: fields.email.slice(0, 255),
  company: fields.company.slice(0, 255),
  password: fields.password.slice(0, 64),
  extra1: fields.extra1.slice(0, 128),
  extra2: fields.extra2.slice(0, 128),
  extra3: fields.extra3.slice(0, 255),
});

function useRecordingCheck(center: string, id: string) {
  return useQuery({
    queryKey: ["recordingDoor", center, id],
    queryFn: async () => {
      await ensureCsrfToken();
      // A plus may be one, or a space, as the author of the address meant it.
      const names = [...new Set([id, id.replaceAll("+", " ")])].filter((name) => name !== "" && name.length <= 255);
      for (const name of names) {
        const check = await api.checkRecording({ center, name });
        if (check.state === "invalid") continue;
        if (check.state === "open") await applyMeetingLanguage(check.lang);
        return { name, check };
      }
      return { name: id, check: null };
    },
    refetchInterval: ({ state }) => (state.data?.check?.state === "making" ? 15_000 : false),
    staleTime: Infinity,
  });
}

function AtAddress({ center, search }: { center: string; search: string }) {
  const id = readFields(search).get("id") ?? "";
  const address = `cc/${center.toLowerCase()}/view/${id.toLowerCase()}`;
  const [fields, setSaid] = useState(() => takeFields(address, search));
  const [playbackToken] = useState(() => takePlaybackToken(address));
  const [attempt, setAttempt] = useState(0);
  const recording = useRecordingCheck(center, id);
  const session = useQuery({ queryKey: ["session"], queryFn: api.session });
  const here = useCenter();
  const signedIn = session.data?.user ?? null;
  const user = signedIn !== null && signedIn.center === here?.name ? signedIn : null;

  const open = recording.data?.check?.state === "open" ? recording.data.check : null;
  const missing = open && missingFields(open, fields, user);
  const settled = !session.isPending && (signedIn === null || here !== undefined);
  const resumed = useQuery({
    queryKey: ["seated", address, playbackToken],
    queryFn: () =>
      api.startPlayback({
        center,
        name: recording.data?.name ?? id,
        ...limitedFields(EMPTY_FIELDS),
        token: playbackToken,
      }),
    enabled: open !== null && playbackToken !== "",
    retry: false,
    staleTime: Infinity,
    refetchOnReconnect: false,
  });
  // A right that is over is none: then the page asks as it asks everybody.
  const needsCheck = playbackToken === "" || resumed.isError;
  const playback = useQuery({
    queryKey: ["viewing", address, fields, attempt, user?.userId ?? ""],
    queryFn: () => api.startPlayback({ center, name: recording.data?.name ?? id, ...limitedFields(fields) }),
    enabled: needsCheck && open !== null && settled && missing !== null && !missing.signIn && !missing.any,
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
  });

  if (recording.isError && !recording.data)
    return <Failure error={recording.error} onRetry={() => void recording.refetch()} />;
  if (!recording.data || !settled) return <Page>{null}</Page>;
  if (!open || !missing) return <Closed state={recording.data.check?.state ?? "invalid"} id={id} />;
  const entry = resumed.data ?? playback.data;
  if (entry) return <Player entry={entry} />;
  if (!needsCheck) return <Page>{null}</Page>;
  // The title of a recording that not everybody may view is not shown.
  const shown = open.title || recording.data.name;
  const notOnList = hasWord(playback.error, "sign_in_needed");
  if (missing.signIn || notOnList) {
    return (
      <SignInPage
        name={shown}
        check={{ refused: user !== null, signedInAs: user?.name ?? "" }}
        onSignedIn={() => setAttempt(attempt + 1)}
      />
    );
  }
  const wrongPassword = hasWord(playback.error, "wrong_password");
  const unregistered = hasWord(playback.error, "registration_needed");
  if (playback.error && !wrongPassword && !unregistered) {
    return <Failure error={playback.error} onRetry={() => setAttempt(attempt + 1)} />;
  }
  if (!missing.any && !playback.error) return <Page title={shown}>{null}</Page>;
  return (
    <ViewerForm
      check={open}
      title={shown}
      fields={fields}
      needs={{
        name: missing.name,
        password: missing.password || wrongPassword,
        registration: missing.registration || unregistered,
      }}
      wrong={wrongPassword && fields.password !== ""}
      onSubmit={(more) => {
        if (more.name) saveName(more.name);
        saveFields(address, more);
        setSaid(more);
        setAttempt(attempt + 1);
      }}
    />
  );
}

function missingFields({ entry, registration }: RecordingCheck, fields: EntryFields, user: SignedInUser | null) {
  const nobody = user === null;
  const name = nobody && fields.name === "";
  // The server may know what a user's account says, and owners need no password: it is asked first.
  const password = nobody && entry === "password" && fields.password === "";
  const unregistered = nobody && registration && (!isEmail(fields.email) || fields.company === "");
  return {
    signIn: nobody && entry === "acl",
    name,
    password,
    registration: unregistered,
    any: name || password || unregistered,
  };
}

type ClosedState = Exclude<RecordingCheck["state"], "open">;

const ICONS: Record<ClosedState, Icon> = {
  invalid: IconLinkOff,
  making: IconHourglass,
  deleted: IconArchive,
  expired: IconArchive,
};

function Closed({ state, id }: { state: RecordingCheck["state"]; id: string }) {
  const { t } = useTranslation("pages");
  if (state === "open") return null;
  return (
    <MessagePage
      icon={ICONS[state]}
      meeting={id}
      heading={t(`recording.${state}.heading`)}
      text={t(`recording.${state}.text`)}
    />
  );
}

function Failure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation("pages");
  const failureText = useFailureText();
  return (
    <MessagePage icon={IconCloudOff} heading={t("recording.failed")} text={failureText(error)}>
      <Button variant="default" size="md" onClick={onRetry}>
        {t("failure.tryAgain")}
      </Button>
    </MessagePage>
  );
}
