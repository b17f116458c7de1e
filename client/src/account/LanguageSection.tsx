import { SegmentedControl, Select, useMantineColorScheme } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Account } from "../api/client";
import { LANGUAGES } from "../locales/i18n";
import { browserTimeZone } from "../ui/dates";
import styles from "./AccountPage.module.css";
import { MOODS, moodOf } from "./moods";
import { useChangeAccount } from "./useChangeAccount";

/** The value of the entry that leaves it to the browser. */
const BROWSER = "browser";

/** The name of a language in itself: whoever has chosen a wrong one finds back. */
const nameOf = (language: string) => new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;

export function LanguageSection({ account }: { account: Account }) {
  const { t } = useTranslation("account");
  const change = useChangeAccount();
  // What is chosen is seen at once, and is as it was where the server refuses it.
  const { language, timeZone } = change.isPending ? { ...account, ...change.variables } : account;
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const languages = [
    { value: BROWSER, label: t("language.browser") },
    ...LANGUAGES.map((language) => ({ value: language, label: nameOf(language) })),
  ];
  const names = useMemo(
    () => [...new Set([account.timeZone ?? "UTC", "UTC", ...Intl.supportedValuesOf("timeZone")])],
    [account.timeZone],
  );
  const shown = (zone: string) => zone.replaceAll("_", " ");
  const zones = [
    { value: BROWSER, label: t("timeZone.browser", { zone: shown(browserTimeZone()) }) },
    ...names.map((zone) => ({ value: zone, label: shown(zone) })),
  ];
  return (
    <section id="language" className={styles.section}>
      <h2 tabIndex={-1}>{t("language.heading")}</h2>
      <div className={styles.pair}>
        <Select
          label={t("language.label")}
          description={t("language.hint")}
          data={languages}
          value={language ?? BROWSER}
          allowDeselect={false}
          onChange={(value) => change.mutate({ language: LANGUAGES.find((language) => language === value) ?? null })}
        />
        <Select
          label={t("timeZone.label")}
          description={t("timeZone.hint")}
          data={zones}
          value={timeZone ?? BROWSER}
          allowDeselect={false}
          searchable
          nothingFoundMessage={t("timeZone.none")}
          onChange={(value) => change.mutate({ timeZone: value === BROWSER ? null : value })}
        />
      </div>
      <fieldset className={styles.moods}>
        <legend>{t("appearance.heading")}</legend>
        <SegmentedControl
          aria-label={t("appearance.heading")}
          fullWidth
          data={MOODS.map((mood) => ({ value: mood, label: t(`appearance.${mood}`) }))}
          value={colorScheme}
          onChange={(value) => setColorScheme(moodOf(value))}
        />
        <p className={styles.hint}>{t("appearance.hint")}</p>
      </fieldset>
    </section>
  );
}
