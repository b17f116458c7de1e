/** Carries the tests out, all or one, and keeps what came of them. */

import { createStore, type StoreApi } from "zustand/vanilla";

import { api, hasStatus, type NetworkCheck } from "../api/client";
import type { LocalMedia, LocalState } from "../room/media/local";
import { isSecure } from "../room/media/support";
import { playTone } from "../room/media/testTone";
import { listen, outcomeOfProblem, testPicture } from "./deviceTests";
import { testRelay, testSocket, testUdp } from "./pathTests";
import { NOTHING_TESTED, type Outcome, type Results, type TestName, TESTS, WAITING } from "./results";

/** Milliseconds in which a microphone should be heard, and those in which it still may be. */
const HEARD_WITHIN = 8_000;
const HEARD_LATER = 120_000;

/** What the server says about the network check; or why it says nothing. */
type Answer = { check: NetworkCheck } | { refusal: "busy" | "unreachable" };

const INPUTS = ["camera", "microphone"] as const;

export class CheckRun {
  readonly results: StoreApi<Results> = createStore<Results>(() => NOTHING_TESTED);
  private readonly starts = new Map<TestName, number>();
  /** Ends what the earlier run of a test still does. */
  private readonly runs = new Map<TestName, AbortController>();
  private answer: Promise<Answer> | null = null;

  constructor(readonly local: LocalMedia) {
    local.state.subscribe(this.followDevices);
  }

  /** All tests; those of devices and those of the way go on beside each other. */
  async runAll(): Promise<void> {
    for (const test of TESTS) this.end(test);
    this.results.setState(Object.fromEntries(TESTS.map((test) => [test, WAITING])) as Results);
    this.answer = null;
    this.runBrowser();
    await Promise.all([this.runDevices(), this.runPath()]);
  }

  /** One test, once more. */
  async run(test: TestName): Promise<void> {
    if (test === "camera" || test === "microphone") await this.runInput(test);
    else if (test === "speaker") await this.runSpeaker();
    else if (test === "browser") this.runBrowser();
    else {
      this.answer = null;
      await this.runOfPath(test);
    }
  }

  /** The person has heard the tone, or not. */
  answerSpeaker(heard: boolean): void {
    this.finish("speaker", heard ? works("speaker_works") : { state: "fails", reason: "speaker_unheard" });
  }

  /** Lets the devices go, and forgets what is under way. */
  stop(): void {
    for (const test of TESTS) this.end(test);
    this.local.stop();
  }

  private runBrowser(): void {
    this.begin("browser");
    if (!("RTCPeerConnection" in window)) this.finish("browser", { state: "fails", reason: "browser_old" });
    else if (!isSecure()) this.finish("browser", { state: "fails", reason: "browser_insecure" });
    else this.finish("browser", works("browser_works"));
  }

  private async runDevices(): Promise<void> {
    const [{ signal }] = [this.begin("camera", "device_asking"), this.begin("microphone", "device_asking")];
    // One question of the browser for both.
    this.local.stop();
    await this.local.start({ camera: true, microphone: true });
    if (signal.aborted) return;
    await Promise.all(INPUTS.map((input) => this.testInput(input)));
    if (this.results.getState().speaker.state === "waiting") await this.runSpeaker();
  }

  private async runInput(input: (typeof INPUTS)[number]): Promise<void> {
    this.begin(input, "device_asking");
    const wanted = { camera: input === "camera", microphone: input === "microphone" };
    if (this.local.isStopped) await this.local.start(wanted);
    else await this.local.resume(wanted);
    await this.testInput(input);
  }

  /** Another device was chosen, or one was pulled out: what was said of the one before does not hold any more. */
  private readonly followDevices = (now: LocalState, before: LocalState): void => {
    const results = this.results.getState();
    for (const input of INPUTS) {
      const changed = now[input].track !== before[input].track || now[input].problem !== before[input].problem;
      const isThere = now[input].track !== null || now[input].problem !== null;
      if (changed && isThere && isDone(results[input])) void this.testInput(input);
    }
    const asked = results.speaker.reason === "speaker_asked";
    if (now.speakerId !== before.speakerId && (asked || isDone(results.speaker))) void this.runSpeaker();
  };

  private async testInput(input: (typeof INPUTS)[number]): Promise<void> {
    const { track } = this.local.state.getState()[input];
    const problem = outcomeOfProblem(this.local, input);
    if (problem) this.finish(input, problem);
    else if (track && input === "camera") await this.testCamera(track);
    else if (track) await this.testMicrophone(track);
  }

  private async testCamera(track: MediaStreamTrack): Promise<void> {
    const { signal } = this.begin("camera");
    const outcome = await testPicture(track);
    if (!signal.aborted) this.finish("camera", outcome);
  }

  private async testMicrophone(track: MediaStreamTrack): Promise<void> {
    const { signal } = this.begin("microphone", "microphone_listening");
    const heard = await listen(track, HEARD_WITHIN, signal);
    if (signal.aborted) return;
    if (heard) this.finish("microphone", works("microphone_works"));
    else {
      this.finish("microphone", { state: "warning", reason: "microphone_silent" });
      // Somebody who reads that will say something.
      void listen(track, HEARD_LATER, signal).then((late) => {
        if (late && !signal.aborted) this.finish("microphone", works("microphone_works"));
      });
    }
  }

  private async runSpeaker(): Promise<void> {
    const { signal } = this.begin("speaker");
    const played = await playTone(this.local.state.getState().speakerId);
    if (signal.aborted || this.results.getState().speaker.state !== "running") return;
    if (played) this.show("speaker", { state: "running", reason: "speaker_asked" });
    else this.finish("speaker", { state: "warning", reason: "speaker_blocked" });
  }

  private async runPath(): Promise<void> {
    for (const test of ["server", "network", "relay"] as const) await this.runOfPath(test);
  }

  private async runOfPath(test: "server" | "network" | "relay"): Promise<void> {
    const { signal } = this.begin(test);
    const outcome = await this.outcomeOfPath(test).catch((): Outcome => FAILED[test]);
    if (!signal.aborted) this.finish(test, outcome);
  }

  private async outcomeOfPath(test: "server" | "network" | "relay"): Promise<Outcome> {
    this.answer ??= ask();
    const answer = await this.answer;
    if (test === "server") {
      if ("refusal" in answer) return REFUSED[answer.refusal];
      return testSocket(`${window.location.origin.replace("http", "ws")}/api/v1/room/check`);
    }
    if ("refusal" in answer || !("RTCPeerConnection" in window)) return { state: "skipped", reason: `${test}_unknown` };
    return test === "network" ? testUdp(answer.check) : testRelay(answer.check);
  }

  private begin(test: TestName, reason: Outcome["reason"] = null): AbortController {
    this.end(test);
    const run = new AbortController();
    this.runs.set(test, run);
    this.starts.set(test, performance.now());
    this.show(test, { state: "running", reason });
    return run;
  }

  private end(test: TestName): void {
    this.runs.get(test)?.abort();
  }

  private show(test: TestName, outcome: Outcome): void {
    this.results.setState({ [test]: { ...outcome, milliseconds: null } });
  }

  private finish(test: TestName, outcome: Outcome): void {
    const milliseconds = Math.round(performance.now() - (this.starts.get(test) ?? performance.now()));
    this.results.setState({ [test]: { ...outcome, milliseconds } });
  }
}

const REFUSED: Record<"busy" | "unreachable", Outcome> = {
  busy: { state: "skipped", reason: "server_busy" },
  unreachable: { state: "fails", reason: "server_unreachable" },
};

const FAILED: Record<"server" | "network" | "relay", Outcome> = {
  server: { state: "fails", reason: "server_blocked" },
  network: { state: "fails", reason: "network_blocked" },
  relay: { state: "warning", reason: "relay_blocked" },
};

const isDone = ({ state }: Outcome) => state !== "waiting" && state !== "running";

function works(reason: NonNullable<Outcome["reason"]>): Outcome {
  return { state: "works", reason };
}

async function ask(): Promise<Answer> {
  try {
    return { check: await api.networkCheck() };
  } catch (error) {
    const busy = hasStatus(error, 429);
    return { refusal: busy ? "busy" : "unreachable" };
  }
}
