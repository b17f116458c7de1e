import { Loader } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import styles from "./check.module.css";
import { sentenceOf } from "./reportText";
import type { Results } from "./results";
import type { Verdict } from "./verdict";

const ICONS = { good: IconCircleCheck, warn: IconAlertTriangle, bad: IconCircleX };

interface Props {
  verdict: Verdict;
  results: Results;
}

/** What all results mean, and what stands in the way. */
export function VerdictCard({ verdict, results }: Props) {
  const { t } = useTranslation("check");
  const { heading, tone, because } = verdict;
  const Icon = tone === "plain" ? null : ICONS[tone];
  return (
    <section className={styles.verdict} data-tone={tone} aria-labelledby="verdict">
      {Icon ? <Icon size={28} stroke={1.75} aria-hidden /> : <Loader size={24} aria-hidden />}
      <div>
        <h2 id="verdict">{t(`verdict.${heading}`)}</h2>
        {because.length > 0 && (
          <ul>
            {because.map((test) => (
              <li key={test}>
                <strong>{t(`test.${test}`)}:</strong> {sentenceOf(t, results, test, window.location.host)}
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
