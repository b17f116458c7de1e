// @vitest-environment node
import { describe, expect, it } from "vitest";

import { joinPath } from "./joinPath";

describe("joinPath", () => {
  it.each([
    ["03P23Z", "/m/03P23Z"],
    ["  03p23z\n", "/m/03P23Z"],
    ["03P 23Z", "/m/03P23Z"],
    ["03P-23Z", "/m/03P23Z"],
    ["03P\u201123Z", "/m/03P23Z"],
    ["https://meet.example.org/m/03P23Z", "/m/03P23Z"],
    ["https://meet.example.org/m/03P23Z/", "/m/03P23Z"],
    ["http://127.0.0.1:8000/m/03P23Z?x=1#top", "/m/03P23Z"],
    ["meet.example.org/m/03P23Z", "/m/03P23Z"],
    ["m/03P23Z", "/m/03P23Z"],
    ["Join us here: https://meet.example.org/m/03P23Z see you", "/m/03P23Z"],
    ["https://meet.example.org/e/LIVE0123456789ABCDEFGHIJ", "/e/LIVE0123456789ABCDEFGHIJ"],
    ["会議室七", "/m/%E4%BC%9A%E8%AD%B0%E5%AE%A4%E4%B8%83"],
    ["LIVE0123456789ABCDEFGHIJ", "/e/LIVE0123456789ABCDEFGHIJ"],
    ["live0123456789abcdefghij", "/e/LIVE0123456789ABCDEFGHIJ"],
    ["https://meet.example.org/i/x/m/03P23Z", "/m/03P23Z"],
    ["https://meet.example.org/m/AC%2FDC", "/m/AC%2FDC"],
    ["https://meet.example.org/m/v1.2~x", "/m/v1.2~x"],
    ["Come to https://meet.example.org/m/03P23Z.", "/m/03P23Z"],
    [
      "Join: https://meet.example.org/cc/acme/join?id=K7&role=present&pw=5%7E+ see",
      "/cc/acme/join?id=K7&role=present&pw=5%7E+",
    ],
    ["https://meet.example.org/cc/acme/view?id=K7", "/cc/acme/view?id=K7"],
  ])("finds the way in %j", (typed, path) => expect(joinPath(typed)).toBe(path));

  it.each(["", "  ", "ab", "a+b=c", "a b", "https://example.org/", "https://example.org/m/", "javascript:alert(1)"])(
    "finds none in %j",
    (typed) => expect(joinPath(typed)).toBeNull(),
  );

  it("takes a code for a meeting of the center whose page it is", () => {
    expect(joinPath("k7-wp 2q", "acme")).toBe("/cc/acme/attend?id=K7WP2Q");
    expect(joinPath("https://meet.example.org/m/03P23Z", "acme")).toBe("/m/03P23Z");
  });

  it("never leads to another site", () => {
    for (const typed of ["//evil.example/m/ABC123", "https://evil.example/m/ABC123", "\\\\evil.example/m/ABC123"]) {
      expect(joinPath(typed)).toBe("/m/ABC123");
    }
  });
});
