import { Button, Textarea } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { thisBrowser } from "../browser/identity";
import { copyText } from "../browser/copyText";
import { useCenter } from "../ui/Page";
import { useToast } from "../ui/useToast";
import styles from "./check.module.css";
import { reportOf } from "./reportText";
import type { Results } from "./results";
import type { Verdict } from "./verdict";

interface Props {
  verdict: Verdict;
  results: Results;
}

/** The results as a text to send to support: to be read first, then copied with one click. */
export function Report({ verdict, results }: Props) {
  const { t, i18n } = useTranslation("check");
  const { t: pages } = useTranslation("pages");
  const showToast = useToast();
  const version = useCenter()?.version ?? "";
  const [at] = useState(() => new Date());
  const [copied, setCopied] = useState("");
  const text = reportOf(t, verdict, results, {
    at,
    server: window.location.host,
    version,
    browser: thisBrowser(),
    userAgent: navigator.userAgent,
    language: i18n.language,
  });
  const copy = async () => {
    const done = await copyText(text);
    setCopied(done ? text : "");
    if (!done) showToast(pages("link.copyFailed"), "failed");
  };
  const isCopied = copied === text;
  return (
    <section className={styles.report}>
      <Textarea
        label={t("report.heading")}
        description={t("report.hint")}
        value={text}
        readOnly
        autosize
        maxRows={14}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button
        variant="default"
        leftSection={
          isCopied ? (
            <IconCheck size={18} stroke={1.75} aria-hidden />
          ) : (
            <IconCopy size={18} stroke={1.75} aria-hidden />
          )
        }
        onClick={() => void copy()}
      >
        {isCopied ? pages("link.copied") : t("report.copy")}
      </Button>
      <span role="status" className="visually-hidden">
        {isCopied ? pages("link.copied") : ""}
      </span>
    </section>
  );
}
