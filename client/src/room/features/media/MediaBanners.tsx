import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { FrameProblems } from "../../../embed/FrameProblems";
import { DeviceProblems } from "../../devices/DeviceProblems";
import { Banner } from "../../notices/Banner";
import { useSession, useSlice } from "../../roomContext";
import { media } from "./media";
import { useLocal, useMedia } from "./useMedia";

/** Why this tab has no slot of the mesh. */
export function SlotBanner() {
  const { t } = useTranslation("room");
  const session = useSession();
  const reason = useMedia(({ hasSlot, reason }) => (hasSlot ? null : reason));
  const limit = useSlice(media, ({ limits }) => limits.mesh);
  if (reason === "full") return <Banner text={t("place.full", { limit })} />;
  if (reason !== "other_tab") return null;
  return (
    <Banner text={t("place.otherTab")}>
      <Button size="xs" onClick={() => void session.send({ type: "takeMedia" })}>
        {t("place.useThisTab")}
      </Button>
    </Banner>
  );
}

export function SharingBanner() {
  const { t } = useTranslation("room");
  const sharing = useLocal(({ screen }) => screen !== null);
  const { local } = useSession();
  if (!sharing) return null;
  return (
    <Banner text={t("stage.yourScreen")}>
      <Button size="xs" color="red" variant="light" onClick={() => local.stopScreen()}>
        {t("stage.stopScreen")}
      </Button>
    </Banner>
  );
}

/** Inside, only what has just failed is shown; entering without a device is normal. */
export function DeviceTrouble() {
  const { local } = useSession();
  const hasSlot = useMedia(({ hasSlot }) => hasSlot);
  const hasProblem = useLocal(({ microphone, camera }) => [microphone, camera].some(({ problem }) => problem !== null));
  if (!hasSlot || !hasProblem) return null;
  return (
    <>
      <FrameProblems />
      <DeviceProblems local={local} inside />
    </>
  );
}
