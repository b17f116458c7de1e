/** What a browser counts about the line to one other browser, and what that means over some seconds. Pure. */

/** Counters since the connection began. Null: nothing of that kind is sent, or this browser does not count it. */
export interface LineSample {
  /** Milliseconds. */
  at: number;
  /** Packets of sound that came from the other, and that got lost on the way. */
  received: { packets: number; lost: number } | null;
  /** The same of what this browser sends, as the other reports it. */
  sent: { packets: number; lost: number } | null;
  /** Milliseconds there and back. */
  roundTrip: number | null;
  /** Seconds that pictures of the other stood still. */
  frozen: number | null;
  /** Seconds for which this browser made its picture worse because of the processor, and of the line. */
  limited: { cpu: number; bandwidth: number } | null;
  /** What the line out carries, in bits a second. */
  outgoing: number | null;
}

/** Between two samples; shares are from 0 to 1. Null: not known. */
export interface LineMeasure {
  lostIn: number | null;
  lostOut: number | null;
  roundTrip: number | null;
  frozen: number | null;
  cpu: number | null;
  bandwidth: number | null;
}

/** As far as this page reads them (W3C Identifiers for WebRTC's Statistics API). Browsers leave out what they do not count. */
interface Report {
  type: string;
  kind?: string;
  packetsReceived?: number;
  packetsSent?: number;
  packetsLost?: number;
  roundTripTime?: number;
  currentRoundTripTime?: number;
  availableOutgoingBitrate?: number;
  nominated?: boolean;
  totalFreezesDuration?: number;
  qualityLimitationDurations?: Record<string, number>;
}

export function sampleOf(reports: Iterable<unknown>, at: number): LineSample {
  const all = [...reports] as Report[];
  const of = (type: string, kind: string) => all.filter((one) => one.type === type && one.kind === kind);
  const pair = all.find(({ type, nominated }) => type === "candidate-pair" && nominated === true);
  const [heard] = of("inbound-rtp", "audio");
  const [reported] = of("remote-inbound-rtp", "audio");
  const [spoken] = of("outbound-rtp", "audio");
  const pictures = of("inbound-rtp", "video");
  const camera = of("outbound-rtp", "video").find(({ qualityLimitationDurations }) => qualityLimitationDurations);
  const roundTrip = reported?.roundTripTime ?? pair?.currentRoundTripTime;
  return {
    at,
    received: heard ? { packets: heard.packetsReceived ?? 0, lost: heard.packetsLost ?? 0 } : null,
    sent: reported && spoken ? { packets: spoken.packetsSent ?? 0, lost: reported.packetsLost ?? 0 } : null,
    roundTrip: roundTrip === undefined ? null : roundTrip * 1_000,
    frozen: pictures.length === 0 ? null : sum(pictures.map((one) => one.totalFreezesDuration ?? 0)),
    limited: camera
      ? {
          cpu: camera.qualityLimitationDurations?.cpu ?? 0,
          bandwidth: camera.qualityLimitationDurations?.bandwidth ?? 0,
        }
      : null,
    outgoing: pair?.availableOutgoingBitrate ?? null,
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** Of fewer packets (a second of Opus has 50) a share would say nothing. */
const FEWEST_PACKETS = 100;
/** A line that carries less is too slow for a picture, in bits a second. */
const SLOW_LINE = 250_000;

/** What happened between two samples of the same line. */
export function measureOf(before: LineSample, after: LineSample): LineMeasure {
  const seconds = (after.at - before.at) / 1_000;
  const share = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined || to < from || seconds <= 0 ? null : Math.min(1, (to - from) / seconds);
  const slow = after.outgoing !== null && after.outgoing < SLOW_LINE;
  return {
    lostIn: lost(before.received, after.received, (packets, gone) => packets + gone),
    lostOut: lost(before.sent, after.sent, (packets) => packets),
    roundTrip: after.roundTrip,
    frozen: share(before.frozen ?? undefined, after.frozen ?? undefined),
    cpu: share(before.limited?.cpu, after.limited?.cpu),
    bandwidth: slow ? share(before.limited?.bandwidth, after.limited?.bandwidth) : 0,
  };
}

type Packets = LineSample["received"];

/** `total` says how many packets were sent: those that were received are without those that got lost. */
function lost(before: Packets, after: Packets, total: (packets: number, lost: number) => number): number | null {
  if (!before || !after) return null;
  const gone = after.lost - before.lost;
  const all = total(after.packets - before.packets, gone);
  // Counters begin anew with a new connection; packets that come twice count as less than none.
  return all < FEWEST_PACKETS || after.packets < before.packets ? null : Math.min(1, Math.max(0, gone / all));
}
