// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

import { describe, expect, it } from "vitest";

import { LANGUAGES } from "./i18n";

type Texts = { [key: string]: string | Texts };

function texts(language: string, namespace: string): Map<string, string> {
  const file = resolve(import.meta.dirname, language, `${namespace}.json`);
  return flatten(JSON.parse(readFileSync(file, "utf8")) as Texts);
}

function flatten(tree: Texts, path = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === "string" ? [[path + key, value]] : [...flatten(value, `${path}${key}.`)],
    ),
  );
}

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** A text with a count has an English form for the rest ("_other") beside it; "role_host" is no plural. */
const isPlural = (key: string, all: ReadonlyMap<string, string>) =>
  PLURAL.test(key) && all.has(key.replace(PLURAL, "_other"));

function withoutPlurals(all: ReadonlyMap<string, string>): Set<string> {
  return new Set([...all.keys()].map((key) => (isPlural(key, all) ? key.replace(PLURAL, "_other") : key)));
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? "").sort();

it("there is a folder for every language, and no other", () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...LANGUAGES].sort());
});

const NAMESPACES = ["account", "board", "room", "pages", "check", "help", "library", "minutes", "polls", "recordings"];

describe.each(NAMESPACES)("%s", (namespace) => {
  const english = texts("en", namespace);

  it.each(LANGUAGES)("%s says everything that English says, and nothing else", (language) => {
    const translated = texts(language, namespace);
    expect([...withoutPlurals(translated)].sort()).toEqual([...withoutPlurals(english)].sort());
    expect([...translated].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it.each(LANGUAGES)("%s has the plural forms of its language", (language) => {
    const translated = texts(language, namespace);
    // Forms for a million and more ("many" in French, Spanish and Portuguese) have no use in a meeting.
    const counts = Array.from({ length: 200 }, (_, count) => count);
    const forms = new Set(counts.map((count) => new Intl.PluralRules(language).select(count)));
    const plurals = [...english.keys()].filter((key) => key.endsWith("_other") && isPlural(key, english));
    const missing = plurals.flatMap((key) =>
      [...forms].map((form) => key.replace("_other", `_${form}`)).filter((wanted) => !translated.has(wanted)),
    );
    expect(missing).toEqual([]);
  });

  it.each(LANGUAGES)("%s fills in the same things", (language) => {
    const translated = texts(language, namespace);
    const different = [...translated].filter(([key, text]) => {
      // One, two or nobody may be said in words.
      if (isPlural(key, translated) && !key.endsWith("_other")) return false;
      return placeholders(text).join() !== placeholders(english.get(key) ?? "").join();
    });
    expect(different).toEqual([]);
  });

  it.each(LANGUAGES.filter((language) => language !== "en"))("%s is translated", (language) => {
    const untouched = [...texts(language, namespace)].filter(
      ([key, text]) => text.length > 24 && english.get(key) === text,
    );
    expect(untouched).toEqual([]);
  });
});
