import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type ApiError, type Door, type Entry } from "../api";
import type { Said, Way } from "../entryUrl";
import type { LocalMedia } from "../media/local";
import { useStream } from "../media/useStream";
import { useObservable } from "../observable";
import { isEmail } from "../pages/isEmail";
import { Page } from "../pages/Page";
import { useFirstError } from "../pages/useFirstError";
import { When } from "../pages/When";
import { recallName, rememberName } from "../storage";
import { DeviceChoice } from "./DeviceChoice";
import { DeviceProblems } from "./DeviceProblems";
import { InputToggle } from "./InputToggle";
import styles from "./Preview.module.css";

interface Props {
  door: Door;
  way: Way;
  said: Said;
  /** The token of an earlier stay in this tab: the person stays the same participant. */
  token: string | null;
  local: LocalMedia;
  onEntered: (entry: Entry) => void;
  /** The door has closed in the meantime. */
  onRefused: () => void;
}

/** Before entering: how one looks and sounds, who one is, and one strong button. */
export function Preview({ door, way, said, token, local, onEntered, onRefused }: Props) {
  const { t } = useTranslation("room");
  const [who, setWho] = useState<Who>(() => ({
    name: door.name || recallName(),
    email: said.email,
    company: said.company,
  }));
  const [tries, setTries] = useState(0);
  const complete = tries === 0;
  const form = useFirstError(tries);
  const needsName = door.needs.includes("name");
  const needsRegistration = door.needs.includes("registration");
  useEffect(() => void local.start(), [local]);

  const entry = useMutation<Entry, ApiError>({
    mutationFn: () => {
      const name = needsName ? who.name.trim() : said.name;
      const registration = needsRegistration ? { email: who.email.trim(), company: who.company.trim() } : {};
      return api.enter(
        way.key.link ? { ...way.key, name, token } : { ...way.key, ...said, ...registration, name, token },
      );
    },
    onSuccess: onEntered,
    onError: (error) => {
      if ([403, 404, 409].includes(error.status)) onRefused();
    },
  });
  const join = (event: SyntheticEvent) => {
    event.preventDefault();
    if (entry.isPending) return;
    if (!isFilled(who, needsName, needsRegistration)) {
      setTries(tries + 1);
      return;
    }
    performance.mark("convener:join-clicked");
    if (needsName) rememberName(who.name.trim());
    entry.mutate();
  };

  const joiningAs = said.name || door.name;

  return (
    <Page title={door.title}>
      <div className={styles.preview}>
        <OwnPicture local={local} />
        <form ref={form} className={styles.side} onSubmit={join} noValidate>
          <header className={styles.header}>
            <h1 dir="auto">{door.title}</h1>
            {door.startsAt && (
              <p>
                <When startsAt={door.startsAt} endsAt={door.endsAt} />
              </p>
            )}
            <p>{useInside(door)}</p>
          </header>
          {needsName ? (
            <TextInput
              label={t("preview.yourName")}
              value={who.name}
              onChange={({ currentTarget }) => setWho({ ...who, name: currentTarget.value })}
              error={!complete && who.name.trim() === "" && t("preview.nameMissing")}
              size="md"
              maxLength={way.key.link ? 80 : 255}
              autoComplete="name"
              dir="auto"
            />
          ) : (
            joiningAs && <p className={styles.muted}>{t("preview.joiningAs", { name: joiningAs })}</p>
          )}
          {needsRegistration && <Registration who={who} onChange={setWho} complete={complete} />}
          <DeviceProblems local={local} />
          <DeviceChoice local={local} />
          <div className={styles.join}>
            {door.lobby && <p className={styles.muted}>{t("preview.lobby")}</p>}
            {entry.error && (
              <p role="alert" className={styles.failed}>
                {t("preview.failed", { message: entry.error.message })}
              </p>
            )}
            <Button type="submit" size="lg" fullWidth loading={entry.isPending}>
              {t("preview.join")}
            </Button>
          </div>
        </form>
      </div>
    </Page>
  );
}

/** Who comes in. */
interface Who {
  name: string;
  email: string;
  company: string;
}

function isFilled(who: Who, needsName: boolean, needsRegistration: boolean): boolean {
  if (needsName && who.name.trim() === "") return false;
  return !needsRegistration || (isEmail(who.email) && who.company.trim() !== "");
}

interface RegistrationProps {
  who: Who;
  onChange: (who: Who) => void;
  /** False once somebody wanted in with something missing. */
  complete: boolean;
}

/** The meeting wants to know whom to write to, and for whom people work. */
function Registration({ who, onChange, complete }: RegistrationProps) {
  const { t } = useTranslation("room");
  return (
    <>
      <TextInput
        type="email"
        label={t("preview.email")}
        value={who.email}
        onChange={({ currentTarget }) => onChange({ ...who, email: currentTarget.value })}
        error={!complete && !isEmail(who.email) && t("preview.emailMissing")}
        size="md"
        maxLength={255}
        autoComplete="email"
      />
      <TextInput
        label={t("preview.company")}
        description={t("preview.registration")}
        inputWrapperOrder={["label", "input", "error", "description"]}
        value={who.company}
        onChange={({ currentTarget }) => onChange({ ...who, company: currentTarget.value })}
        error={!complete && who.company.trim() === "" && t("preview.companyMissing")}
        size="md"
        maxLength={255}
        autoComplete="organization"
        dir="auto"
      />
    </>
  );
}

function OwnPicture({ local }: { local: LocalMedia }) {
  const { t } = useTranslation("room");
  const { camera } = useObservable(local.state);
  const stream = useMemo(() => camera.track && new MediaStream([camera.track]), [camera.track]);
  const video = useStream<HTMLVideoElement>(stream);
  return (
    <div className={styles.picture}>
      <video ref={video} autoPlay playsInline muted hidden={!stream} aria-label={t("preview.picture")} />
      {!stream && (
        <p className={styles.noPicture}>{camera.starting ? t("preview.cameraStarting") : t("preview.cameraOff")}</p>
      )}
      <div className={styles.toggles}>
        <InputToggle local={local} input="microphone" />
        <InputToggle local={local} input="camera" />
      </div>
    </div>
  );
}

function useInside({ inside, insideNames }: Door): string {
  const { t, i18n } = useTranslation("room");
  if (inside === 0) return t("preview.nobodyInside");
  if (insideNames.length === 0) return t("preview.inside", { count: inside });
  const more = inside - insideNames.length;
  const list = new Intl.ListFormat(i18n.language, { type: "conjunction" });
  if (more <= 0) return t("preview.insideNames", { names: list.format(insideNames) });
  return t("preview.insideMore", { names: insideNames.join(", "), count: more });
}
