/** Excalidraw's names of our languages, and what it must not do to the page. */

import type { i18n as I18n } from "i18next";

const CODES: Record<string, string> = {
  ar: "ar-SA",
  de: "de-DE",
  en: "en",
  es: "es-ES",
  fr: "fr-FR",
  ja: "ja-JP",
  pt: "pt-PT",
  zh: "zh-CN",
};

export const languageCode = (language: string): string => CODES[language] ?? "en";

/** Excalidraw writes its own language and direction onto the page; they stay those of the page. */
export function keepPageLanguage(i18n: I18n): () => void {
  const page = document.documentElement;
  const keep = () => {
    const lang = i18n.language;
    const dir = i18n.dir(lang);
    if (page.lang !== lang) page.lang = lang;
    if (page.dir !== dir) page.dir = dir;
  };
  const observer = new MutationObserver(keep);
  observer.observe(page, { attributes: true, attributeFilter: ["lang", "dir"] });
  return () => {
    observer.disconnect();
    keep();
  };
}
