import { Button, Loader } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconCircleX,
  type Icon,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { thisBrowser } from "../browser/identity";
import { AllowSteps, explainedFamily } from "../help/AllowSteps";
import styles from "./check.module.css";
import type { CheckRun } from "./checkRun";
import type { Result, TestName, TestState } from "./results";

const ICONS: Record<Exclude<TestState, "running">, Icon> = {
  waiting: IconCircleDashed,
  works: IconCircleCheck,
  warning: IconAlertTriangle,
  fails: IconCircleX,
  skipped: IconCircleMinus,
};

interface Props {
  test: TestName;
  result: Result;
  run: CheckRun;
}

/** One test: how it stands, what that means, what to do, and the button that does it once more. */
export function ResultRow({ test, result, run }: Props) {
  const { t } = useTranslation("check");
  const { state, reason, values } = result;
  const name = t(`test.${test}`);
  const Picture = state === "running" ? null : ICONS[state];
  const asked = reason === "speaker_asked";
  return (
    <li className={styles.row} data-state={state}>
      <span className={styles.mark}>
        {Picture ? <Picture size={24} stroke={1.75} aria-hidden /> : <Loader size={20} aria-hidden />}
      </span>
      <div className={styles.what}>
        <p className={styles.name}>
          <strong>{name}</strong> <span className={styles.state}>{t(`state.${state}`)}</span>
        </p>
        {reason && <p>{t(`reason.${reason}`, { host: window.location.host, ...values })}</p>}
        {asked && <HeardQuestion run={run} />}
        {reason?.endsWith("_denied") && <AllowSteps family={explainedFamily(thisBrowser().family)} />}
      </div>
      {!asked && (
        <Button
          size="sm"
          variant="default"
          className={styles.repeat}
          disabled={state === "running"}
          aria-label={t(state === "waiting" ? "testOne" : "repeatOne", { test: name })}
          onClick={() => void run.run(test)}
        >
          {t(state === "waiting" ? "testNow" : "repeat")}
        </Button>
      )}
    </li>
  );
}

function HeardQuestion({ run }: { run: CheckRun }) {
  const { t } = useTranslation("check");
  return (
    // The check waits for the answer, which may be asked for below what is on the screen.
    <div className={styles.question} ref={bringIntoView}>
      <Button size="sm" onClick={() => run.answerSpeaker(true)}>
        {t("tone.yes")}
      </Button>
      <Button size="sm" variant="default" onClick={() => run.answerSpeaker(false)}>
        {t("tone.no")}
      </Button>
      <Button size="sm" variant="subtle" color="gray" onClick={() => void run.run("speaker")}>
        {t("tone.again")}
      </Button>
    </div>
  );
}

const bringIntoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: "nearest" });
