import { Alert, Button } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useContext, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { mayLackFeatures, missingFeatures } from "../../embed/frameRights";
import { SupportLink } from "../../ui/SupportLink";
import { SupportPages } from "../../ui/supportPages";
import type { Input, LocalMedia } from "../media/local";
import styles from "./devices.module.css";

const INPUTS: readonly Input[] = ["microphone", "camera"];

interface Props {
  local: LocalMedia;
  /** The person is in the meeting already: the message can be put away, until something else fails. */
  inside?: boolean;
}

/** What stands between a person and the own devices, and what to do about it. */
export function DeviceProblems({ local, inside = false }: Props) {
  const { t } = useTranslation("room");
  const state = useStore(local.state);
  const center = useContext(SupportPages);
  // Of what the page around does not allow that page is told, not the person (FrameProblems).
  const [refused] = useState<readonly string[]>(missingFeatures);
  const troubled = INPUTS.filter((input) => state[input].problem !== null && !refused.includes(input));
  const all = troubled.map((input) => `${input} ${state[input].problem ?? ""}`).join(", ");
  const [seen, setSeen] = useState("");
  if (troubled.length === 0 || (inside && seen === all)) return null;
  const insecure = troubled.some((input) => state[input].problem === "insecure");
  const problems = new Set(troubled.map((input) => state[input].problem));
  const ofBoth = troubled.length > 1 && problems.size === 1 ? bothKey([...problems][0], inside) : null;
  const denied = troubled.some((input) => state[input].problem === "denied");
  const perhaps = denied && mayLackFeatures();
  const texts = insecure
    ? [t(inside ? "device.insecureInside" : "device.insecure")]
    : ofBoth
      ? [t(ofBoth)]
      : troubled.map((input) => t(problemKey(input, state[input].problem, inside)));
  return (
    <Alert
      variant="default"
      icon={<IconInfoCircle stroke={1.75} color="var(--warn)" />}
      role="status"
      withCloseButton={inside}
      closeButtonLabel={t("device.dismiss")}
      onClose={() => setSeen(all)}
    >
      {texts.map((text) => (
        <p key={text} style={{ margin: "0 0 8px" }}>
          {text}
        </p>
      ))}
      {perhaps && <p style={{ margin: "0 0 8px" }}>{t("embed.perhaps")}</p>}
      {!insecure && (
        <div className={styles.ways}>
          <Button size="xs" variant="default" onClick={() => troubled.forEach((input) => void local.set(input, true))}>
            {t("device.tryAgain")}
          </Button>
          {denied ? (
            <SupportLink center={center} page="help" part="devices">
              {t("device.howToAllow")}
            </SupportLink>
          ) : (
            <SupportLink center={center} page="check" />
          )}
        </div>
      )}
    </Alert>
  );
}

type ShownProblem = "denied" | "missing" | "busy" | "lost";

/** What is said once of both; null where each has a sentence of its own. */
function bothKey(problem: string | null | undefined, inside: boolean) {
  if (problem === "denied") return inside ? "device.bothDeniedInside" : "device.bothDenied";
  if (problem === "missing") return inside ? "device.bothMissingInside" : "device.bothMissing";
  return problem === "busy" ? "device.bothBusy" : null;
}

function problemKey(input: Input, problem: string | null, inside: boolean) {
  if (problem === "effect") return "device.camera_effect" as const;
  if (inside && problem === "missing") return `device.${input}_missingInside` as const;
  return `device.${input}_${problem as ShownProblem}` as const;
}
