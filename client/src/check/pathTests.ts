/** The tests of the way: to the server by WebSocket, out over UDP (STUN), and by the relay (TURN). */

import type { NetworkCheck } from "../api/client";
import type { Outcome } from "./results";

const SOCKET_TIMEOUT = 10_000;
const ECHOES = 5;
/** Milliseconds there and back from which people wait for each other. */
const SLOW = 400;
/** WebSocket close code "try again later" (registry of IANA). */
const TRY_AGAIN_LATER = 1013;

/** A browser asks an unreachable STUN server for almost ten seconds. */
const STUN_TIMEOUT = 11_000;
/** Milliseconds in which a browser that does not tell errors has an answer, where one comes. */
const STUN_ANSWERS_WITHIN = 3_000;
const RELAY_TIMEOUT = 15_000;

/** Opens the socket of the check and measures how long a message takes there and back. */
export function testSocket(url: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    const times: number[] = [];
    let sentAt = 0;
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      socket.close();
      resolve(outcome);
    };
    const timer = setTimeout(() => finish(outcomeOfEchoes(times)), SOCKET_TIMEOUT);
    const send = () => {
      sentAt = performance.now();
      socket.send(String(times.length));
    };
    socket.onopen = send;
    socket.onmessage = () => {
      times.push(performance.now() - sentAt);
      if (times.length < ECHOES) send();
      else finish(outcomeOfEchoes(times));
    };
    socket.onclose = ({ code }) =>
      finish(code === TRY_AGAIN_LATER ? { state: "skipped", reason: "server_busy" } : outcomeOfEchoes(times));
  });
}

/** @param times milliseconds there and back; none where no message came back */
export function outcomeOfEchoes(times: readonly number[]): Outcome {
  if (times.length === 0) return { state: "fails", reason: "server_blocked" };
  const sorted = [...times].sort((one, other) => one - other);
  const ms = Math.max(1, Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0));
  return ms < SLOW
    ? { state: "works", reason: "server_works", values: { ms } }
    : { state: "warning", reason: "server_slow", values: { ms } };
}

/** What a browser found out while it gathered candidates (RFC 8445 5.1.1). */
export interface Gathered {
  /** Of UDP candidates: `host`, `srflx`, … */
  types: string[];
  /** How many addresses of this device got no answer from a STUN server. */
  unanswered: number;
  /** Whether the browser tells such errors at all. */
  tellsErrors: boolean;
  /** Whether it was done in time. */
  complete: boolean;
  milliseconds: number;
}

/**
 * Whether an answer came back over UDP. Where the STUN server sees the address that the device itself has, browsers give no
 * candidate of its own for it: then there was an answer where there was no error.
 */
export function outcomeOfGathering({ types, unanswered, tellsErrors, complete, milliseconds }: Gathered): Outcome {
  const own = types.filter((type) => type === "host").length;
  const answered = types.some((type) => type !== "host");
  const silentlyAnswered = complete && own > 0 && (tellsErrors ? unanswered < own : milliseconds < STUN_ANSWERS_WITHIN);
  if (answered || silentlyAnswered) return { state: "works", reason: "network_works" };
  return { state: "fails", reason: "network_blocked" };
}

/** Asks the STUN servers of this center over UDP. */
export async function testUdp({ iceServers }: NetworkCheck): Promise<Outcome> {
  const servers = iceServers.filter(({ urls }) => urls.some((url) => url.startsWith("stun")));
  if (servers.length === 0) return { state: "warning", reason: "network_none" };
  const peer = new RTCPeerConnection({ iceServers: servers.map(({ urls }) => ({ urls })) });
  const types: string[] = [];
  const unanswered = new Set<string>();
  const begun = performance.now();
  try {
    const complete = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), STUN_TIMEOUT);
      const finish = () => {
        clearTimeout(timer);
        resolve(true);
      };
      peer.onicecandidateerror = ({ address, port }) => void unanswered.add(`${address ?? ""} ${port ?? ""}`);
      peer.onicecandidate = ({ candidate }) => {
        // The last one is null; one without a text says the same for one component.
        if (candidate === null) finish();
        else if (candidate.candidate !== "" && candidate.protocol === "udp") {
          types.push(candidate.type ?? "");
          if (candidate.type === "srflx") finish();
        }
      };
      peer.createDataChannel("check");
      void peer.setLocalDescription();
    });
    const milliseconds = performance.now() - begun;
    const tellsErrors = "onicecandidateerror" in RTCPeerConnection.prototype;
    return outcomeOfGathering({ types, unanswered: unanswered.size, tellsErrors, complete, milliseconds });
  } finally {
    peer.close();
  }
}

/** Sends a message from this browser to itself, by the relay alone. */
export async function testRelay({ iceServers, relay }: NetworkCheck): Promise<Outcome> {
  if (relay !== "offered") return { state: "skipped", reason: `relay_${relay}` };
  const servers = iceServers.filter(({ credential }) => credential !== null) as RTCIceServer[];
  const configuration: RTCConfiguration = { iceServers: servers, iceTransportPolicy: "relay" };
  const [one, other] = [new RTCPeerConnection(configuration), new RTCPeerConnection(configuration)];
  const begun = performance.now();
  try {
    const arrived = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), RELAY_TIMEOUT);
      const channel = one.createDataChannel("check");
      channel.onopen = () => channel.send("hello");
      other.ondatachannel = ({ channel: received }) => {
        received.onmessage = () => {
          clearTimeout(timer);
          resolve(true);
        };
      };
      void connect(one, other).catch(() => resolve(false));
    });
    const ms = Math.round(performance.now() - begun);
    if (arrived) return { state: "works", reason: "relay_works", values: { ms } };
    return { state: "warning", reason: "relay_blocked" };
  } finally {
    one.close();
    other.close();
  }
}

async function connect(one: RTCPeerConnection, other: RTCPeerConnection): Promise<void> {
  exchangeCandidates(one, other);
  exchangeCandidates(other, one);
  await one.setLocalDescription();
  await describe(other, one.localDescription);
  await other.setLocalDescription();
  await describe(one, other.localDescription);
}

async function describe(peer: RTCPeerConnection, description: RTCSessionDescription | null): Promise<void> {
  if (description) await peer.setRemoteDescription(description);
}

function exchangeCandidates(from: RTCPeerConnection, to: RTCPeerConnection): void {
  const early: RTCIceCandidate[] = [];
  const add = (candidate: RTCIceCandidate) => void to.addIceCandidate(candidate).catch(() => undefined);
  from.onicecandidate = ({ candidate }) => {
    if (!candidate) return;
    if (to.remoteDescription) add(candidate);
    else early.push(candidate);
  };
  to.addEventListener("signalingstatechange", () => {
    if (to.remoteDescription) early.splice(0).forEach(add);
  });
}
