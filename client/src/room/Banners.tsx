import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useObservable } from "../observable";
import { Banner } from "./Banner";
import { DeviceProblems } from "./DeviceProblems";
import type { RoomSession } from "./session";
import { Sound } from "./Sound";

/** All that the person should know right now, above the stage. */
export function Banners({ session }: { session: RoomSession }) {
  const { t } = useTranslation("room");
  const line = useObservable(session.line);
  const { screen } = useObservable(session.local.state);
  const { place, reason } = useObservable(session.media.state);
  const { limits, waiting, phase } = useObservable(session.room);
  const [first] = waiting.values();
  return (
    <>
      {line === "reconnecting" && <Banner text={t("line.reconnecting")} />}
      {line === "connecting" && phase === "connecting" && <Banner text={t("line.connecting")} />}
      {first && (
        <Banner text={<bdi>{t("notice.waiting", { name: first.name })}</bdi>}>
          <Button size="xs" onClick={() => void session.command({ type: "admit", personId: first.id })}>
            {t("people.admitOne", { name: first.name })}
          </Button>
        </Banner>
      )}
      {!place && reason === "full" && <Banner text={t("place.full", { limit: limits.mesh })} />}
      {!place && reason === "other_tab" && (
        <Banner text={t("place.otherTab")}>
          <Button size="xs" onClick={() => void session.command({ type: "takeMedia" })}>
            {t("place.useThisTab")}
          </Button>
        </Banner>
      )}
      {screen && <Banner text={`${t("stage.yourScreen")}. ${t("stage.yourScreenText")}`} />}
      {place && <DeviceTrouble session={session} />}
      <Sound session={session} />
    </>
  );
}

/** Inside, only what has just failed is told; entering without a device is normal. */
function DeviceTrouble({ session }: { session: RoomSession }) {
  const { microphone, camera } = useObservable(session.local.state);
  const told = [microphone, camera].some(({ problem }) => problem !== null);
  return told ? <DeviceProblems local={session.local} /> : null;
}
