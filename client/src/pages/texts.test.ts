import { describe, expect, it } from "vitest";

import { LANGUAGES } from "../i18n";

type Texts = { [key: string]: string | Texts };

const files = import.meta.glob<Texts>("../locales/*/pages.json", { eager: true, import: "default" });

function flat(texts: Texts, path = ""): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === "string" ? [[`${path}${key}`, text] as const] : [...flat(text, `${path}${key}.`)],
    ),
  );
}

const textsOf = (language: string) => flat(files[`../locales/${language}/pages.json`] ?? {});
const PLURAL = /_(zero|one|two|few|many|other)$/;
const stems = (texts: Map<string, string>) =>
  [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, "")))].sort();
const placeholders = (text = "") => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? "").sort();

describe.each(LANGUAGES)("the pages in %s", (language) => {
  const english = textsOf("en");
  const texts = textsOf(language);

  it("have every text and no other", () => {
    expect(stems(texts)).toEqual(stems(english));
    expect([...texts].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("keep the placeholders", () => {
    for (const [key, text] of texts) {
      const model = english.get(key) ?? english.get(key.replace(PLURAL, "_other"));
      // "one" and "two" may be said as words.
      if (/_(zero|one|two)$/.test(key)) continue;
      expect(placeholders(text), key).toEqual(placeholders(model));
    }
  });

  it("have the plural forms that the language needs", () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.sort();
    const plurals = [...texts.keys()].filter((key) => PLURAL.test(key));
    for (const stem of new Set(plurals.map((key) => key.replace(PLURAL, "")))) {
      const own = plurals.filter((key) => key.startsWith(`${stem}_`)).map((key) => key.replace(`${stem}_`, ""));
      expect(own.sort(), stem).toEqual(forms);
    }
  });

  it("are translated", () => {
    if (language === "en") return;
    const long = [...texts].filter(([key, text]) => text.length > 24 && english.get(key) === text);
    expect(long).toEqual([]);
  });
});
