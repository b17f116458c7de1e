import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useObservable } from "../../browser/observable";
import { DeviceProblems } from "../devices/DeviceProblems";
import type { RoomSession } from "../session";
import { RemoteSound } from "../stage/Sound";
import { Banner } from "./Banner";

/** All that the person should know right now, above the stage. */
export function Banners({ session }: { session: RoomSession }) {
  const { t } = useTranslation("room");
  const status = useObservable(session.status);
  const { screen } = useObservable(session.local.state);
  const { hasSlot, reason } = useObservable(session.media.state);
  const { limits, waiting, phase } = useObservable(session.room);
  const [first] = waiting.values();
  return (
    <>
      {status === "reconnecting" && <Banner text={t("line.reconnecting")} />}
      {status === "connecting" && phase === "connecting" && <Banner text={t("line.connecting")} />}
      {first && (
        <Banner text={<bdi>{t("notice.waiting", { name: first.name })}</bdi>}>
          <Button size="xs" onClick={() => void session.command({ type: "admit", personId: first.id })}>
            {t("people.admitOne", { name: first.name })}
          </Button>
        </Banner>
      )}
      {!hasSlot && reason === "full" && <Banner text={t("place.full", { limit: limits.mesh })} />}
      {!hasSlot && reason === "other_tab" && (
        <Banner text={t("place.otherTab")}>
          <Button size="xs" onClick={() => void session.command({ type: "takeMedia" })}>
            {t("place.useThisTab")}
          </Button>
        </Banner>
      )}
      {screen && <Banner text={`${t("stage.yourScreen")}. ${t("stage.yourScreenText")}`} />}
      {hasSlot && <DeviceTrouble session={session} />}
      <RemoteSound session={session} />
    </>
  );
}

/** Inside, only what has just failed is shown; entering without a device is normal. */
function DeviceTrouble({ session }: { session: RoomSession }) {
  const { microphone, camera } = useObservable(session.local.state);
  const hasProblem = [microphone, camera].some(({ problem }) => problem !== null);
  return hasProblem ? <DeviceProblems local={session.local} /> : null;
}
