import { Button, TextInput } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import { copyText } from "../browser/copyText";
import styles from "./CopyLink.module.css";
import textStyles from "./text.module.css";
import { useToast } from "./useToast";

interface Props {
  label: string;
  hint: string;
  link: string;
}

/** A link to read, to select, and to copy with one click. */
export function CopyLink({ label, hint, link }: Props) {
  const { t } = useTranslation("pages");
  const showToast = useToast();
  const hintId = useId();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const done = await copyText(link);
    setCopied(done);
    if (!done) showToast(t("link.copyFailed"), "failed");
  };
  return (
    <div className={styles.copyLink}>
      <TextInput
        label={label}
        aria-describedby={hintId}
        value={link}
        readOnly
        size="md"
        dir="ltr"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        size="md"
        variant="default"
        leftSection={
          copied ? <IconCheck size={18} stroke={1.75} aria-hidden /> : <IconCopy size={18} stroke={1.75} aria-hidden />
        }
        onClick={() => void copy()}
      >
        {/* Both words take their room, so that nothing moves when one follows the other. */}
        <span className={styles.eitherWord}>
          <span data-shown={!copied}>{t("link.copy")}</span>
          <span data-shown={copied}>{t("link.copied")}</span>
        </span>
        <span className="visually-hidden"> {label}</span>
      </Button>
      <p id={hintId} className={textStyles.hint}>
        {hint}
      </p>
      <span role="status" className="visually-hidden">
        {copied ? t("link.copied") : ""}
      </span>
    </div>
  );
}
