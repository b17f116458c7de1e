// @vitest-environment node
import { describe, expect, it } from "vitest";

import type { Goodbye } from "../api/client";
import { followedUrl, wantedReturn, webAddress } from "./returnUrl";

const goodbye = (returnUrl: string, returnFollow = true) => ({ returnUrl, returnFollow }) as Goodbye;

describe("the way back to an application", () => {
  it("is what the link says, for the server to judge", () => {
    expect(wantedReturn("?return=https%3A%2F%2Fcrm.example.org%2Fdone%3Fcase%3D7")).toBe(
      "https://crm.example.org/done?case=7",
    );
    expect(wantedReturn("")).toBe("");
  });

  it("is followed where that is set and the stay is over", () => {
    expect(followedUrl(goodbye("https://crm.example.org/"), "left")).toBe("https://crm.example.org/");
    expect(followedUrl(goodbye("https://crm.example.org/", false), "left")).toBeNull();
    expect(followedUrl(goodbye("https://crm.example.org/"), "lost")).toBeNull();
    expect(followedUrl(goodbye("https://crm.example.org/"), "moved")).toBeNull();
    expect(followedUrl(undefined, "left")).toBeNull();
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "//evil.example", "", "not an address"])(
    "is no address but one of the web: %s",
    (url) => {
      expect(webAddress(url)).toBeNull();
      expect(followedUrl(goodbye(url), "ended")).toBeNull();
    },
  );
});
