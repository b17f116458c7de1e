import { useTranslation } from "react-i18next";

import type { BrowserFamily } from "../browser/identity";
import styles from "./help.module.css";

export const FAMILIES = ["chrome", "firefox", "safari", "iphone", "android"] as const;
export type ExplainedFamily = (typeof FAMILIES)[number];

/** Whose steps help with a browser; those of Chrome where it is not known: most browsers are made of it. */
export const explainedFamily = (family: BrowserFamily): ExplainedFamily => (family === "other" ? "chrome" : family);

/** What to click so that a page may use camera and microphone. */
export function AllowSteps({ family }: { family: ExplainedFamily }) {
  const { t } = useTranslation("help");
  return (
    <ol className={styles.steps}>
      <li>{t(`allow.${family}.one`)}</li>
      <li>{t(`allow.${family}.two`)}</li>
      <li>{t(`allow.${family}.three`)}</li>
    </ol>
  );
}
