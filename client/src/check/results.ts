/** What is tested, and what can come of it. */

/** In the order in which they are shown. */
export const TESTS = ["browser", "camera", "microphone", "speaker", "server", "network", "relay"] as const;
export type TestName = (typeof TESTS)[number];

export type TestState = "waiting" | "running" | "works" | "warning" | "fails" | "skipped";

/** The key of a sentence of `check.json`, below `reason`. */
export type Reason =
  | "browser_works"
  | "browser_insecure"
  | "browser_old"
  | "camera_works"
  | "camera_black"
  | "camera_noFrames"
  | `${"camera" | "microphone"}_${"denied" | "missing" | "busy" | "lost"}`
  | "device_insecure"
  | "device_asking"
  | "microphone_works"
  | "microphone_listening"
  | "microphone_silent"
  | "speaker_asked"
  | "speaker_works"
  | "speaker_unheard"
  | "speaker_blocked"
  | "server_works"
  | "server_slow"
  | "server_blocked"
  | "server_unreachable"
  | "server_busy"
  | "network_works"
  | "network_blocked"
  | "network_none"
  | "network_unknown"
  | "relay_works"
  | "relay_blocked"
  | "relay_none"
  | "relay_withheld"
  | "relay_busy"
  | "relay_unknown";

/** What a test says. `values` fill the sentence; none of them names a person or a device. */
export interface Outcome {
  state: TestState;
  reason: Reason | null;
  values?: Record<string, string | number>;
}

export interface Result extends Outcome {
  /** How long the test took; null before it is done. */
  milliseconds: number | null;
}

export type Results = Readonly<Record<TestName, Result>>;

export const WAITING: Result = { state: "waiting", reason: null, milliseconds: null };

export const NOTHING_TESTED: Results = Object.fromEntries(TESTS.map((test) => [test, WAITING])) as Record<
  TestName,
  Result
>;
