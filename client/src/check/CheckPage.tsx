import { Button } from "@mantine/core";
import { IconPlayerPlay, IconVideoOff } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { LocalMedia } from "../room/media/local";
import { Page, useCenter } from "../ui/Page";
import { SupportLink } from "../ui/SupportLink";
import textStyles from "../ui/text.module.css";
import styles from "./check.module.css";
import { CheckRun } from "./checkRun";
import { DevicesPanel } from "./DevicesPanel";
import { Report } from "./Report";
import { ResultRow } from "./ResultRow";
import { sentenceOf } from "./reportText";
import { type Results, type TestName, TESTS } from "./results";
import { verdictOf } from "./verdict";
import { VerdictCard } from "./VerdictCard";

/** Whether this browser, its devices and its network are good for a meeting: for anybody, without signing in. */
export default function CheckPage() {
  const { t } = useTranslation("check");
  const center = useCenter();
  const [run] = useState(() => new CheckRun(new LocalMedia(true)));
  const results = useStore(run.results);
  const verdict = verdictOf(results);
  const started = verdict.heading !== "waiting";
  const capturing = useStore(run.local.state, ({ camera, microphone }) => Boolean(camera.track ?? microphone.track));
  useEffect(() => () => run.stop(), [run]);
  return (
    <Page title={t("heading")} support={false}>
      <div className={styles.check}>
        <header className={styles.header}>
          <h1>{t("heading")}</h1>
          <p className={styles.intro}>{t("intro")}</p>
        </header>
        {started && <VerdictCard verdict={verdict} results={results} />}
        <div className={styles.actions}>
          <Button
            size="md"
            variant={started ? "default" : "filled"}
            leftSection={<IconPlayerPlay size={18} stroke={1.75} aria-hidden />}
            disabled={verdict.heading === "running"}
            onClick={() => void run.runAll()}
          >
            {started ? t("again") : t("start")}
          </Button>
          {capturing && (
            <Button
              size="md"
              variant="subtle"
              color="gray"
              leftSection={<IconVideoOff size={18} stroke={1.75} aria-hidden />}
              onClick={() => run.local.stop()}
            >
              {t("stop")}
            </Button>
          )}
        </div>
        {capturing && <DevicesPanel local={run.local} />}
        <ul className={styles.results} aria-label={t("results")}>
          {TESTS.map((test) => (
            <ResultRow key={test} test={test} result={results[test]} run={run} />
          ))}
        </ul>
        {started && verdict.heading !== "running" && <Report verdict={verdict} results={results} />}
        <p className={textStyles.hint}>
          <SupportLink center={center} page="help" sameTab className={textStyles.link} />
        </p>
        <Announcer run={run} />
      </div>
    </Page>
  );
}

/** Reads each result to screen readers as it comes, and in the end what all of them mean. */
function Announcer({ run }: { run: CheckRun }) {
  const { t } = useTranslation("check");
  const [text, setText] = useState("");
  useEffect(
    () =>
      run.results.subscribe((now: Results, before: Results) => {
        const say = (test: TestName) =>
          `${t(`test.${test}`)}: ${t(`state.${now[test].state}`)}. ${sentenceOf(t, now, test, window.location.host)}`;
        const news = TESTS.filter((test) => now[test] !== before[test] && isWorthSaying(now, test));
        if (news.length === 0) return;
        const { heading } = verdictOf(now);
        const end = heading === "running" || heading === "waiting" ? [] : [t(`verdict.${heading}`)];
        setText([...news.map(say), ...end].join(" "));
      }),
    [run, t],
  );
  return (
    <p role="status" className="visually-hidden">
      {text}
    </p>
  );
}

function isWorthSaying(results: Results, test: TestName): boolean {
  const { state, reason } = results[test];
  return state === "running" ? reason !== null : state !== "waiting";
}
