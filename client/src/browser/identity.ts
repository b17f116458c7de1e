/** Which browser and system this is, as far as explanations of where to click and a report for support need it. */

/** How a person allows devices differs by these. `other`: nothing is known. */
export type BrowserFamily = "chrome" | "firefox" | "safari" | "iphone" | "android" | "other";

export interface BrowserIdentity {
  family: BrowserFamily;
  /** "Chrome 140"; empty where it is not known. */
  name: string;
  /** "Windows"; empty where it is not known. */
  system: string;
}

/** In this order: most browsers name others, too, in their user agent. */
const BROWSERS: readonly [RegExp, string][] = [
  [/\b(?:Edg|EdgA|EdgiOS)\/(\d+)/, "Edge"],
  [/\b(?:OPR|OPT)\/(\d+)/, "Opera"],
  [/\bSamsungBrowser\/(\d+)/, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, "Firefox"],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\/(\d+)/, "Chrome"],
  [/\bVersion\/(\d+).*\bSafari\//, "Safari"],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone|iPad|iPod/, "iOS"],
  [/Android/, "Android"],
  [/CrOS/, "ChromeOS"],
  [/Windows/, "Windows"],
  [/Macintosh/, "macOS"],
  [/Linux|X11/, "Linux"],
];

/**
 * @param touchPoints of the screen: an iPad calls itself a Macintosh, which has none
 */
export function identifyBrowser(userAgent: string, touchPoints = 0): BrowserIdentity {
  const found = BROWSERS.map(([pattern, name]) => ({ name, version: pattern.exec(userAgent)?.[1] })).find(
    ({ version }) => version !== undefined,
  );
  const named = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "";
  const system = named === "macOS" && touchPoints > 1 ? "iOS" : named;
  const name = found ? `${found.name} ${found.version ?? ""}` : "";
  return { family: familyOf(found?.name ?? "", system), name, system };
}

function familyOf(name: string, system: string): BrowserFamily {
  // Every browser of Apple's phones has the same engine, and asks by way of the system.
  if (system === "iOS") return "iphone";
  if (system === "Android") return "android";
  if (name === "Firefox") return "firefox";
  if (name === "Safari") return "safari";
  return name === "" ? "other" : "chrome";
}

export const thisBrowser = () => identifyBrowser(navigator.userAgent, navigator.maxTouchPoints);
