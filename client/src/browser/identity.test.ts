// @vitest-environment node
import { describe, expect, it } from "vitest";

import { identifyBrowser } from "./identity";

const WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const ANDROID = "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko)";

describe("the browser", () => {
  it.each([
    [`${WINDOWS} Chrome/140.0.0.0 Safari/537.36`, 0, "chrome", "Chrome 140", "Windows"],
    [`${WINDOWS} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`, 0, "chrome", "Edge 140", "Windows"],
    [`${WINDOWS} Chrome/139.0.0.0 Safari/537.36 OPR/124.0.0.0`, 0, "chrome", "Opera 124", "Windows"],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", 0, "firefox", "Firefox 140", "Linux"],
    [`${MAC} Version/18.1 Safari/605.1.15`, 0, "safari", "Safari 18", "macOS"],
    [`${MAC} Version/18.1 Safari/605.1.15`, 5, "iphone", "Safari 18", "iOS"],
    [`${IPHONE} Version/18.0 Mobile/15E148 Safari/604.1`, 5, "iphone", "Safari 18", "iOS"],
    [`${IPHONE} CriOS/140.0.0.0 Mobile/15E148 Safari/604.1`, 5, "iphone", "Chrome 140", "iOS"],
    [`${ANDROID} Chrome/140.0.0.0 Mobile Safari/537.36`, 5, "android", "Chrome 140", "Android"],
    [
      `${ANDROID} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
      5,
      "android",
      "Samsung Internet 28",
      "Android",
    ],
    ["Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", 5, "android", "Firefox 140", "Android"],
    ["something", 0, "other", "", ""],
    ["", 0, "other", "", ""],
  ])("of %s (%i)", (userAgent, touchPoints, family, name, system) => {
    expect(identifyBrowser(userAgent, touchPoints)).toEqual({ family, name, system });
  });
});
