/** How well sound and picture travel, of everybody and of oneself; measured in this browser, sent to nobody. */

import { shallow } from "zustand/shallow";
import { createStore } from "zustand/vanilla";

import { defineService, type FeatureService, type Session } from "../../feature";
import {
  GOOD,
  nextQuality,
  type Quality,
  qualityOfOther,
  qualityOfOwn,
  type Steady,
  STEADY,
} from "../../media/lineQuality";
import { type LineSample, measureOf, sampleOf } from "../../media/lineSample";
import { roomMedia } from "../media/public";

/** Milliseconds. */
const INTERVAL = 3_000;
/** So many samples lie between the two of a measure. */
const SPAN = 2;

interface State {
  own: Quality;
  /** By the id of the person; those whose line is good are not in it. */
  others: ReadonlyMap<string, Quality>;
  /** The person has put the sentence away, until the line was good again. */
  putAway: boolean;
}

class LineQuality implements FeatureService {
  readonly state = createStore<State>(() => ({ own: GOOD, others: new Map(), putAway: false }));

  private own = STEADY;
  private steady = new Map<string, Steady>();
  private samples = new Map<string, readonly LineSample[]>();
  private timer: ReturnType<typeof setInterval> | undefined;
  private measuring = false;

  constructor(private readonly session: Session) {}

  start(): void {
    this.timer = setInterval(() => void this.measure(), INTERVAL);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  putAway(): void {
    this.state.setState({ putAway: true });
  }

  private async measure(): Promise<void> {
    if (this.measuring) return;
    this.measuring = true;
    try {
      this.apply(await roomMedia.of(this.session).engine.statistics());
    } finally {
      this.measuring = false;
    }
  }

  private apply(statistics: ReadonlyMap<string, Iterable<unknown>>): void {
    const now = Date.now();
    this.samples = new Map(
      [...statistics].map(([id, reports]) => [
        id,
        [...(this.samples.get(id) ?? []), sampleOf(reports, now)].slice(-SPAN - 1),
      ]),
    );
    const measures = new Map(
      [...this.samples].flatMap(([id, samples]) => {
        const [first, last] = [samples[0], samples.at(-1)];
        return first && last && samples.length > SPAN ? [[id, measureOf(first, last)] as const] : [];
      }),
    );
    this.steady = new Map(
      [...measures].map(([id, one]) => [id, nextQuality(this.steady.get(id) ?? STEADY, qualityOfOther(one))]),
    );
    this.own = nextQuality(this.own, qualityOfOwn([...measures.values()]));
    this.publish();
  }

  private publish(): void {
    const before = this.state.getState();
    const others = new Map(
      [...this.steady].flatMap(([id, { shown }]) => (shown.grade === "good" ? [] : [[id, shown] as const])),
    );
    const own = this.own.shown;
    this.state.setState({
      own,
      others: shallow(before.others, others) ? before.others : others,
      putAway: before.putAway && own.grade !== "good",
    });
  }
}

export const quality = defineService("quality", (session) => new LineQuality(session));
