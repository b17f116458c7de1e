/** What all results together mean for a person who wants to meet. */

import { type Results, type TestName, TESTS } from "./results";

export type Heading =
  | "waiting"
  | "running"
  | "works"
  | "partial"
  | "minor"
  | "cannot"
  | "network"
  | "unheard"
  | "unseen"
  | "unheardUnseen"
  | "deaf"
  | "several";

export interface Verdict {
  heading: Heading;
  tone: "plain" | "good" | "warn" | "bad";
  /** The tests whose results say why, in the order of the page. */
  because: TestName[];
}

/** What a person cannot do in a meeting. */
type Lack = "unheard" | "unseen" | "deaf";

const isBad = (results: Results, test: TestName) => ["warning", "fails"].includes(results[test].state);

/** Sound and picture find no way: neither directly nor by the relay. */
function lacksPath({ network, relay }: Results): boolean {
  return (network.state === "fails" || network.state === "warning") && relay.state !== "works";
}

function lacks(results: Results): Lack[] {
  const insecure = results.browser.reason === "browser_insecure";
  const found: Lack[] = [];
  if (insecure || isBad(results, "microphone")) found.push("unheard");
  if (insecure || (isBad(results, "camera") && results.camera.reason !== "camera_black")) found.push("unseen");
  if (results.speaker.state === "fails") found.push("deaf");
  return found;
}

function headingOf(lacking: readonly Lack[]): Heading {
  const [first = "works"] = lacking;
  if (lacking.length < 2) return first;
  return lacking.includes("deaf") ? "several" : "unheardUnseen";
}

/** The worst thing that was found, in one heading; `because` has all that is not as it should be. */
export function verdictOf(results: Results): Verdict {
  const because = TESTS.filter((test) => isBad(results, test));
  if (TESTS.some((test) => results[test].state === "running")) return { heading: "running", tone: "plain", because };
  if (TESTS.every((test) => results[test].state === "waiting")) return { heading: "waiting", tone: "plain", because };
  const cannot = results.browser.reason === "browser_old" || results.server.state === "fails";
  if (cannot) return { heading: "cannot", tone: "bad", because };
  if (lacksPath(results)) return { heading: "network", tone: "bad", because };
  const lacking = lacks(results);
  if (lacking.length > 0) return { heading: headingOf(lacking), tone: "warn", because };
  if (because.length > 0) return { heading: "minor", tone: "warn", because };
  const incomplete = TESTS.some((test) => results[test].state === "waiting") || isUntested(results);
  return { heading: incomplete ? "partial" : "works", tone: "good", because };
}

/** Something without which nobody can say that everything works was skipped, because the server was busy. */
function isUntested({ server, network }: Results): boolean {
  return server.state === "skipped" || network.state === "skipped";
}
