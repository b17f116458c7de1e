import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { api, type ApiError, type Entry, type EntryCheck } from "../api/client";
import { FrameProblems } from "../embed/FrameProblems";
import { DeviceChoice } from "../room/devices/DeviceChoice";
import { DeviceProblems } from "../room/devices/DeviceProblems";
import { EffectsChoice } from "../room/devices/EffectsChoice";
import { InputToggle } from "../room/devices/InputToggle";
import type { LocalMedia } from "../room/media/local";
import { useStream } from "../room/media/useStream";
import { isEmail } from "../ui/isEmail";
import { Page } from "../ui/Page";
import { useFirstError } from "../ui/useFirstError";
import { When } from "../ui/When";
import type { EntryFields } from "./entryFields";
import type { EntryTarget } from "./entryTarget";
import { loadName, saveName } from "./personName";
import { saveConsent } from "../browser/recordingConsent";
import styles from "./Preview.module.css";

interface Props {
  check: EntryCheck;
  target: EntryTarget;
  fields: EntryFields;
  /** The token of an earlier stay in this tab: the person stays the same participant. */
  token: string | null;
  local: LocalMedia;
  onEntered: (entry: Entry) => void;
  /** The meeting can no longer be entered. */
  onRefused: () => void;
}

/** Before entering: how one looks and sounds, who one is, and one strong button. */
export function Preview({ check, target, fields, token, local, onEntered, onRefused }: Props) {
  const { t } = useTranslation("room");
  const [who, setWho] = useState<PersonDetails>(() => ({
    name: check.name || loadName(),
    email: fields.email,
    company: fields.company,
  }));
  const [tries, setTries] = useState(0);
  const complete = tries === 0;
  const form = useFirstError(tries);
  const needsName = check.needs.includes("name");
  const needsRegistration = check.needs.includes("registration");
  useEffect(() => void local.start(), [local]);

  const entry = useMutation<Entry, ApiError>({
    mutationFn: () => {
      const name = needsName ? who.name.trim() : fields.name;
      const registration = needsRegistration ? { email: who.email.trim(), company: who.company.trim() } : {};
      return api.enter(
        target.key.link ? { ...target.key, name, token } : { ...target.key, ...fields, ...registration, name, token },
      );
    },
    onSuccess: (entered) => {
      if (check.recorded !== "") saveConsent(entered.token);
      onEntered(entered);
    },
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
    if (needsName) saveName(who.name.trim());
    entry.mutate();
  };

  const joiningAs = fields.name || check.name;

  return (
    <Page title={check.title}>
      <div className={styles.preview}>
        {/* What comes up late stands here, where it moves neither the button nor the fields of a wide window. */}
        <div className={styles.own}>
          <OwnPicture local={local} />
          <FrameProblems />
          <DeviceProblems local={local} />
        </div>
        <form ref={form} className={styles.side} onSubmit={join} noValidate>
          <header className={styles.header}>
            <h1 dir="auto" title={check.title}>
              {check.title}
            </h1>
            {check.startsAt && (
              <p>
                <When startsAt={check.startsAt} endsAt={check.endsAt} />
              </p>
            )}
            <p className={styles.inside}>{useInsideText(check)}</p>
          </header>
          {needsName ? (
            <TextInput
              label={t("preview.yourName")}
              value={who.name}
              onChange={({ currentTarget }) => setWho({ ...who, name: currentTarget.value })}
              error={!complete && who.name.trim() === "" && t("preview.nameMissing")}
              size="md"
              maxLength={target.key.link ? 80 : 255}
              autoComplete="name"
              dir="auto"
            />
          ) : (
            joiningAs && <p className={styles.muted}>{t("preview.joiningAs", { name: joiningAs })}</p>
          )}
          {needsRegistration && <Registration who={who} onChange={setWho} complete={complete} />}
          <DeviceChoice local={local} />
          <EffectsChoice local={local} />
          <div className={styles.join}>
            <Button type="submit" size="lg" fullWidth loading={entry.isPending}>
              {t("preview.join")}
            </Button>
            {entry.error && (
              <p role="alert" className={styles.failed}>
                {t("preview.failed", { message: entry.error.message })}
              </p>
            )}
            {check.recorded !== "" && <p className={styles.muted}>{t(`preview.recorded_${check.recorded}`)}</p>}
            {check.lobby && <p className={styles.muted}>{t("preview.lobby")}</p>}
          </div>
        </form>
      </div>
    </Page>
  );
}

/** Who comes in. */
interface PersonDetails {
  name: string;
  email: string;
  company: string;
}

function isFilled(who: PersonDetails, needsName: boolean, needsRegistration: boolean): boolean {
  if (needsName && who.name.trim() === "") return false;
  return !needsRegistration || (isEmail(who.email) && who.company.trim() !== "");
}

interface RegistrationProps {
  who: PersonDetails;
  onChange: (who: PersonDetails) => void;
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
  const camera = useStore(local.state, ({ camera }) => camera);
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

function useInsideText({ inside, insideNames }: EntryCheck): string {
  const { t, i18n } = useTranslation("room");
  if (inside === 0) return t("preview.nobodyInside");
  if (insideNames.length === 0) return t("preview.inside", { count: inside });
  const more = inside - insideNames.length;
  const list = new Intl.ListFormat(i18n.language, { type: "conjunction" });
  if (more <= 0) return t("preview.insideNames", { names: list.format(insideNames) });
  return t("preview.insideMore", { names: insideNames.join(", "), count: more });
}
