import { Button } from "@mantine/core";
import { IconVolume } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import type { LocalMedia } from "../media/local";
import { playTone } from "../media/testTone";

/** A short tone by the speaker that is chosen. */
export function SpeakerTest({ local }: { local: LocalMedia }) {
  const { t } = useTranslation("room");
  const speakerId = useStore(local.state, (state) => state.speakerId);
  const [state, setState] = useState<"ready" | "playing" | "failed">("ready");
  const play = async () => {
    setState("playing");
    setState((await playTone(speakerId)) ? "ready" : "failed");
  };
  return (
    <div>
      <Button
        variant="default"
        leftSection={<IconVolume size={18} stroke={1.75} aria-hidden="true" />}
        // Disabled it would lose the focus.
        aria-disabled={state === "playing"}
        onClick={() => {
          if (state !== "playing") void play();
        }}
      >
        {state === "playing" ? t("device.tonePlaying") : t("device.testSpeaker")}
      </Button>
      <p role="status" style={{ margin: state === "failed" ? "8px 0 0" : 0, fontSize: 14 }}>
        {state === "failed" && t("device.toneFailed")}
      </p>
    </div>
  );
}
