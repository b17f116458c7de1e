import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { DeviceProblems } from "../devices/DeviceProblems";
import type { RoomSession } from "../session";
import { selectFirstWaiting } from "../store/selectors";
import { Banner } from "./Banner";

/** All that the person should know right now, above the stage. */
export function Banners({ session }: { session: RoomSession }) {
  const { t } = useTranslation("room");
  const status = useStore(session.status);
  const sharing = useStore(session.local.state, ({ screen }) => screen !== null);
  const hasSlot = useStore(session.media.state, ({ hasSlot }) => hasSlot);
  const reason = useStore(session.media.state, ({ reason }) => reason);
  const phase = useStore(session.room, ({ phase }) => phase);
  const meshLimit = useStore(session.room, ({ limits }) => limits.mesh);
  const first = useStore(session.room, selectFirstWaiting);
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
      {!hasSlot && reason === "full" && <Banner text={t("place.full", { limit: meshLimit })} />}
      {!hasSlot && reason === "other_tab" && (
        <Banner text={t("place.otherTab")}>
          <Button size="xs" onClick={() => void session.command({ type: "takeMedia" })}>
            {t("place.useThisTab")}
          </Button>
        </Banner>
      )}
      {sharing && <Banner text={`${t("stage.yourScreen")}. ${t("stage.yourScreenText")}`} />}
      {hasSlot && <DeviceTrouble session={session} />}
    </>
  );
}

/** Inside, only what has just failed is shown; entering without a device is normal. */
function DeviceTrouble({ session }: { session: RoomSession }) {
  const hasProblem = useStore(session.local.state, ({ microphone, camera }) =>
    [microphone, camera].some(({ problem }) => problem !== null),
  );
  return hasProblem ? <DeviceProblems local={session.local} /> : null;
}
