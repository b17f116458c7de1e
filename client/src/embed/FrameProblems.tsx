import { Alert } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { lacksForms, missingFeatures } from "./frameRights";

/** What the page around the frame has to allow, in the words that its author writes. */
export function FrameProblems() {
  const { t } = useTranslation("room");
  const [missing] = useState(() => ({ features: missingFeatures(), forms: lacksForms() }));
  if (missing.features.length === 0 && !missing.forms) return null;
  return (
    <Alert variant="default" icon={<IconInfoCircle stroke={1.75} color="var(--warn)" />} role="status">
      {missing.features.length > 0 && (
        <Lacking text={t("embed.allow")} code={`allow="${missing.features.join("; ")}"`} />
      )}
      {missing.forms && <Lacking text={t("embed.sandbox")} code="allow-forms" />}
    </Alert>
  );
}

function Lacking({ text, code }: { text: string; code: string }) {
  return (
    <p style={{ margin: "0 0 8px" }}>
      {text} <code dir="ltr">{code}</code>
    </p>
  );
}
