import { Alert, Button } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import type { Input, LocalMedia } from "../media/local";

const INPUTS: readonly Input[] = ["microphone", "camera"];

/** What stands between a person and the own devices, and what to do about it. */
export function DeviceProblems({ local }: { local: LocalMedia }) {
  const { t } = useTranslation("room");
  const state = useStore(local.state);
  const troubled = INPUTS.filter((input) => state[input].problem !== null);
  if (troubled.length === 0) return null;
  const insecure = troubled.some((input) => state[input].problem === "insecure");
  const bothDenied = INPUTS.every((input) => state[input].problem === "denied");
  const texts = insecure
    ? [t("device.insecure")]
    : bothDenied
      ? [t("device.bothDenied")]
      : troubled.map((input) => t(problemKey(input, state[input].problem)));
  return (
    <Alert variant="default" icon={<IconInfoCircle stroke={1.75} color="var(--warn)" />} role="status">
      {texts.map((text) => (
        <p key={text} style={{ margin: "0 0 8px" }}>
          {text}
        </p>
      ))}
      {!insecure && (
        <Button size="xs" variant="default" onClick={() => troubled.forEach((input) => void local.set(input, true))}>
          {t("device.tryAgain")}
        </Button>
      )}
    </Alert>
  );
}

type ShownProblem = "denied" | "missing" | "busy" | "lost";

function problemKey(input: Input, problem: string | null): `device.${Input}_${ShownProblem}` {
  return `device.${input}_${problem as ShownProblem}`;
}
