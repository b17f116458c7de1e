import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type SyntheticEvent, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { api, type ApiError, type Door, type Entry, type Key } from "../api";
import type { LocalMedia } from "../media/local";
import { useStream } from "../media/useStream";
import { useObservable } from "../observable";
import { Page } from "../pages/Page";
import { When } from "../pages/When";
import { recallName, rememberName } from "../storage";
import { DeviceChoice } from "./DeviceChoice";
import { DeviceProblems } from "./DeviceProblems";
import { InputToggle } from "./InputToggle";
import styles from "./Preview.module.css";

interface Props {
  door: Door;
  address: Key;
  /** The token of an earlier stay in this tab: the person stays the same participant. */
  token: string | null;
  local: LocalMedia;
  onEntered: (entry: Entry) => void;
  /** The door has closed in the meantime. */
  onRefused: () => void;
}

/** Before entering: how one looks and sounds, who one is, and one strong button. */
export function Preview({ door, address, token, local, onEntered, onRefused }: Props) {
  const { t } = useTranslation("room");
  const [name, setName] = useState(() => door.name || recallName());
  const [nameMissing, setNameMissing] = useState(false);
  useEffect(() => void local.start(), [local]);

  const entry = useMutation<Entry, ApiError>({
    mutationFn: () => api.enter({ ...address, name: door.needsName ? name.trim() : "", token }),
    onSuccess: onEntered,
    onError: (error) => {
      if ([403, 404, 409].includes(error.status)) onRefused();
    },
  });
  const join = (event: SyntheticEvent) => {
    event.preventDefault();
    if (entry.isPending) return;
    if (door.needsName && name.trim() === "") {
      setNameMissing(true);
      return;
    }
    performance.mark("convener:join-clicked");
    if (door.needsName) rememberName(name.trim());
    entry.mutate();
  };

  return (
    <Page title={door.title}>
      <div className={styles.preview}>
        <OwnPicture local={local} />
        <form className={styles.side} onSubmit={join} noValidate>
          <header className={styles.header}>
            <h1 dir="auto">{door.title}</h1>
            {door.startsAt && (
              <p>
                <When startsAt={door.startsAt} endsAt={door.endsAt} />
              </p>
            )}
            <p>{useInside(door)}</p>
          </header>
          {door.needsName ? (
            <TextInput
              label={t("preview.yourName")}
              value={name}
              onChange={({ currentTarget }) => {
                setName(currentTarget.value);
                setNameMissing(false);
              }}
              error={nameMissing && t("preview.nameMissing")}
              size="md"
              maxLength={80}
              autoComplete="name"
              dir="auto"
            />
          ) : (
            door.name && <p className={styles.muted}>{t("preview.joiningAs", { name: door.name })}</p>
          )}
          <DeviceProblems local={local} />
          <DeviceChoice local={local} />
          <div className={styles.join}>
            {door.lobby && door.role !== "host" && door.role !== "presenter" && door.needsName && (
              <p className={styles.muted}>{t("preview.lobby")}</p>
            )}
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
