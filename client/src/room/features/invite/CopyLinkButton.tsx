import { Button, type ButtonProps } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { copyText } from "../../../browser/copyText";

/** Copies the meeting's link, and says whether that was possible. */
export function CopyLinkButton({ link, ...props }: { link: string } & ButtonProps) {
  const { t } = useTranslation("room");
  const [copied, setCopied] = useState<boolean | null>(null);
  const Icon = copied ? IconCheck : IconCopy;
  return (
    <>
      <Button
        {...props}
        leftSection={<Icon size={16} stroke={1.75} aria-hidden />}
        onClick={() => void copyText(link).then(setCopied)}
      >
        {copied ? t("stage.linkCopied") : t("stage.copyLink")}
      </Button>
      {copied === false ? (
        <code dir="ltr" role="status">
          {link}
        </code>
      ) : null}
    </>
  );
}
