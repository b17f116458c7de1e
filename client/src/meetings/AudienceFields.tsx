import { Fieldset, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { MeetingSummary } from "../api/client";
import styles from "./AudienceFields.module.css";

type Audience = MeetingSummary["audience"];

/** Of a new meeting attendees may everything. */
export const EVERYTHING: Audience = { chat: true, draw: true, microphone: true, camera: true, screen: true, see: true };

const RIGHTS = ["chat", "draw", "microphone", "camera", "screen", "see"] as const;

/** Those rights that are others than before. */
export const changedRights = (before: Audience, after: Audience): Partial<Audience> =>
  Object.fromEntries(RIGHTS.filter((right) => after[right] !== before[right]).map((right) => [right, after[right]]));

interface Props {
  value: Audience;
  className?: string | undefined;
  onChange: (value: Audience) => void;
}

/** What attendees may in the room; the host changes it there too. */
export function AudienceFields({ value, className = "", onChange }: Props) {
  const { t } = useTranslation("pages");
  return (
    <Fieldset legend={t("audience.heading")} className={`${styles.audience ?? ""} ${className}`}>
      {RIGHTS.map((right) => (
        <Switch
          key={right}
          label={t(`audience.${right}`)}
          description={right === "see" ? t("audience.seeHint") : undefined}
          size="md"
          checked={value[right]}
          onChange={(event) => onChange({ ...value, [right]: event.currentTarget.checked })}
        />
      ))}
    </Fieldset>
  );
}
