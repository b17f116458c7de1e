import i18next from "i18next";
import { afterEach, expect, it } from "vitest";

import { startTranslation } from "./i18n";

afterEach(async () => {
  await i18next.changeLanguage("en");
});

it("keeps the direction of what is filled in apart from that of a sentence from right to left", async () => {
  await startTranslation();
  await i18next.loadNamespaces("pages");
  const heading = () => i18next.t("dates.heading", { ns: "pages", title: "Review of <b>" });
  expect(heading()).toContain("“Review of <b>”");
  await i18next.changeLanguage("ar");
  expect(heading()).toContain("«\u2068Review of <b>\u2069»");
});

it("leaves what is put together of several parts in the direction of the sentence", async () => {
  await startTranslation();
  await i18next.loadNamespaces(["pages", "recordings"]);
  await i18next.changeLanguage("ar");
  const when = i18next.t("when.dayAndTime", { ns: "pages", day: "غدًا", time: "1:32 م" });
  expect(when).toMatch(/^\u2068/);
  const until = i18next.t("restorableUntil", { ns: "recordings", when });
  expect(until).toContain(`\u2067${when}\u2069`);
});
