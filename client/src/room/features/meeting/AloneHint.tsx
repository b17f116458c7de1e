import { Button } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { copyText } from "../../../browser/copyText";
import { useRoom } from "../../roomContext";
import { selectIsAlone } from "../people/public";
import styles from "./AloneHint.module.css";
import { selectMeeting } from "./meeting";

/** Nobody else is here: the way to change that. */
export function AloneHint() {
  const alone = useRoom(selectIsAlone);
  const code = useRoom((room) => selectMeeting(room)?.code ?? "");
  return alone && code !== "" ? <InvitingHint code={code} /> : null;
}

function InvitingHint({ code }: { code: string }) {
  const { t } = useTranslation("room");
  const [copied, setCopied] = useState(false);
  const link = `${window.location.origin}/m/${encodeURIComponent(code)}`;
  return (
    <aside className={styles.alone}>
      <strong>{t("stage.alone")}</strong>
      <span>{t("stage.aloneText")}</span>
      <code dir="ltr">{link}</code>
      <Button
        size="xs"
        leftSection={<IconCopy size={16} stroke={1.75} />}
        onClick={() => void copyText(link).then(setCopied)}
      >
        {copied ? t("stage.linkCopied") : t("stage.copyLink")}
      </Button>
    </aside>
  );
}
