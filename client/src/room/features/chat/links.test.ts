// @vitest-environment node
import { describe, expect, it } from "vitest";

import { partsOf } from "./links";

const links = (text: string) =>
  partsOf(text).flatMap(({ text: shown, href }) => (href === undefined ? [] : [[shown, href]]));

describe("links in a message", () => {
  it.each([
    ["https://example.org/a?b=c#d", "https://example.org/a?b=c#d"],
    ["HTTP://example.org", "http://example.org/"],
    ["www.example.org/x", "https://www.example.org/x"],
    ["mailto:ann@example.org", "mailto:ann@example.org"],
    ["ann.b+c@example.org", "mailto:ann.b+c@example.org"],
    ["https://例え.jp/道", "https://xn--r8jz45g.jp/%E9%81%93"],
  ])("%s leads to %s", (text, href) => expect(links(`see ${text} there`)).toEqual([[text, href]]));

  it.each([
    ["https://example.org/x.", "https://example.org/x"],
    ["(https://example.org/x)", "https://example.org/x"],
    ["“https://example.org/x”。", "https://example.org/x"],
    ["https://example.org/a_(b)!", "https://example.org/a_(b)"],
  ])("%s ends where the sentence goes on", (text, shown) => expect(links(text)[0]?.[0]).toBe(shown));

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt://example.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x file:///etc/passwd",
    "https://",
    "http://[x",
    "no link at all, 3.14 @ten",
  ])("%s is a text", (text) => expect(links(text)).toEqual([]));

  it("takes nothing away from the text", () => {
    const text = "a https://example.org, b www.x.org; c@example.org <https://y.org>\n.";
    expect(
      partsOf(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
    expect(links(text)).toHaveLength(4);
  });

  it("is found quickly in long texts without any", () => {
    for (const text of [
      "a.".repeat(2000),
      "a@".repeat(2000),
      "http://".repeat(570),
      "(".repeat(4000),
      "www.".repeat(1000),
    ])
      expect(
        partsOf(text)
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
  });
});
