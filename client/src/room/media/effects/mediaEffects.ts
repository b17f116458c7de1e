/** Which effects a person wants on the own sound and picture, and what became of them; remembered in this browser. */

import { createStore } from "zustand/vanilla";

import { readStorage, storedFlag, writeStorage } from "../../../browser/storage";
import type { Input } from "../input";
import type { Background } from "./workerMessages";
import type { Effect, Processed } from "./effect";
import { PICTURES } from "./pictures";
import { canChangeBackground, canSuppressNoise } from "./support";

/** `failed`: this browser cannot do it; `slow`: this machine is too slow for it. Both are off then. */
export type EffectState = "off" | "loading" | "on" | "failed" | "slow";

export interface EffectsState {
  /** Stronger suppression of noise than the browser's own. */
  noise: EffectState;
  /** What was wanted last; null: the room as it is. */
  background: Background | null;
  backgroundState: EffectState;
}

const STORED = "effects";
export const BACKGROUNDS: readonly Background[] = ["blur", ...PICTURES];
/** A machine that was too slow is not asked again for so many milliseconds, but by a click. */
const SLOW_FOR = 7 * 24 * 3_600_000;

export class MediaEffects {
  readonly state = createStore<EffectsState>(() => load());

  /** `apply` makes the track of an input anew. */
  constructor(private readonly apply: (input: Input) => void) {}

  setNoise(on: boolean): void {
    this.state.setState({ noise: on ? "loading" : "off" });
    this.save();
    this.apply("microphone");
  }

  /** Who wants another background although this machine was too slow for one keeps it. */
  setBackground(background: Background | null): void {
    this.insists = background !== null && (this.insists || this.state.getState().backgroundState === "slow");
    this.state.setState({ background, backgroundState: background === null ? "off" : "loading" });
    this.save();
    this.apply("camera");
  }

  /** What the tracks of this input go through now; null: nothing. The same as long as nothing is changed. */
  of(input: Input): Effect | null {
    const { noise, background, backgroundState } = this.state.getState();
    if (input === "microphone") return isWanted(noise) && canSuppressNoise() ? this.suppress : null;
    if (background === null || !isWanted(backgroundState) || !canChangeBackground()) return null;
    let effect = this.backgrounds.get(background);
    if (!effect) this.backgrounds.set(background, (effect = (raw) => this.paint(raw, background)));
    return effect;
  }

  /** The background ended by itself, or did not begin: what is behind the person is not to be seen by that. */
  isBroken(input: Input): boolean {
    return input === "camera" && this.state.getState().backgroundState === "failed";
  }

  private insists = false;
  private readonly backgrounds = new Map<Background, Effect>();

  private readonly suppress: Effect = async (raw) => {
    try {
      const { suppressNoise } = await import("./noise");
      const processed = await suppressNoise(raw);
      if (isWanted(this.state.getState().noise)) this.state.setState({ noise: "on" });
      return processed;
    } catch (error) {
      if (isWanted(this.state.getState().noise)) {
        this.state.setState({ noise: "failed" });
        this.save();
      }
      throw error;
    }
  };

  private async paint(raw: MediaStreamTrack, background: Background): Promise<Processed> {
    const end = (backgroundState: "slow" | "failed") => {
      if (backgroundState === "slow" && this.insists) return;
      if (this.state.getState().background !== background) return;
      this.state.setState({ backgroundState });
      this.save();
      this.apply("camera");
    };
    try {
      const { changeBackground } = await import("./background");
      const processed = await changeBackground(raw, background, end);
      if (this.state.getState().background === background) this.state.setState({ backgroundState: "on" });
      return processed;
    } catch (error) {
      if (this.state.getState().background === background) this.state.setState({ backgroundState: "failed" });
      throw error;
    }
  }

  private save(): void {
    const { noise, background, backgroundState } = this.state.getState();
    const slowSince = backgroundState === "slow" ? Date.now() : undefined;
    writeStorage("localStorage", STORED, { noise: isWanted(noise), background, slowSince });
  }
}

export const isWanted = (state: EffectState) => state === "loading" || state === "on";

function load(): EffectsState {
  const stored = readStorage("localStorage", STORED) ?? {};
  const background = BACKGROUNDS.find((one) => one === stored.background) ?? null;
  const slow = typeof stored.slowSince === "number" && Date.now() - stored.slowSince < SLOW_FOR;
  return {
    noise: storedFlag(stored.noise, false) ? "loading" : "off",
    background,
    backgroundState: background === null ? "off" : slow ? "slow" : "loading",
  };
}
