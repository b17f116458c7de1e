import i18next from "i18next";
import resourcesToBackend from "i18next-resources-to-backend";
import { initReactI18next } from "react-i18next";

import { choices } from "../browser/choices";

export const LANGUAGES = ["en", "fr", "de", "es", "pt", "ja", "zh", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The first language of ours that one of the preferred ones (BCP 47 tags, best first) means; English where none does. */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const base = tag.toLowerCase().split("-")[0];
    const found = LANGUAGES.find((language) => language === base);
    if (found) return found;
  }
  return "en";
}

/** The language that the person has chosen goes before all others. */
const withChoice = (others: readonly string[]) => chooseLanguage([choices().language ?? "", ...others]);

/** The language of a meeting goes before that of the browser; a meeting without one leaves the browser's. */
export const applyMeetingLanguage = (lang: string) => changeLanguage(withChoice([lang, ...navigator.languages]));

/** After the person has chosen another language, or another person has signed in. */
export const applyChosenLanguage = () => changeLanguage(withChoice(navigator.languages));

async function changeLanguage(language: Language): Promise<void> {
  if (language !== i18next.language) await i18next.changeLanguage(language);
}

/**
 * What is filled in keeps its own direction and leaves that of the sentence alone, where that runs from right to left:
 * FSI and PDI of Unicode. One that has such parts itself is a text of ours, from right to left (RLI): its direction
 * would be found without them. React escapes what it shows.
 */
const isolated = (value: string) =>
  i18next.dir() === "rtl" ? `${value.includes("\u2068") ? "\u2067" : "\u2068"}${value}\u2069` : value;

/** Loads the texts of the browser's language; each language and namespace is a file of its own, loaded on demand. */
export async function startTranslation(): Promise<void> {
  const applyToDocument = (language: string) => {
    document.documentElement.lang = language;
    document.documentElement.dir = i18next.dir(language);
  };
  i18next.on("languageChanged", applyToDocument);
  await i18next
    .use(
      resourcesToBackend(
        (language: string, namespace: string) => import(`./${language}/${namespace}.json`) as Promise<unknown>,
      ),
    )
    .use(initReactI18next)
    .init({
      lng: withChoice(navigator.languages),
      fallbackLng: "en",
      supportedLngs: [...LANGUAGES],
      ns: [],
      defaultNS: "room",
      interpolation: { escape: isolated },
      partialBundledLanguages: true,
    });
}
