/** What this browser remembers. Storage may be forbidden (private windows, frames of other sites): then it forgets. */

import type { Said } from "./entryUrl";

type Area = "localStorage" | "sessionStorage";
type Known = Partial<Record<string, unknown>>;

function read(area: Area, key: string): Known | null {
  try {
    const value: unknown = JSON.parse(window[area].getItem(`convener.${key}`) ?? "null");
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}

function write(area: Area, key: string, value: object | null): void {
  try {
    if (value === null) window[area].removeItem(`convener.${key}`);
    else window[area].setItem(`convener.${key}`, JSON.stringify(value));
  } catch {
    // Nothing is lost but convenience.
  }
}

// Anybody may have changed what is stored, an older version of this page among them: only what fits is taken.
const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
const flag = (value: unknown, usual: boolean): boolean => (typeof value === "boolean" ? value : usual);

export interface DeviceWishes {
  microphoneOn: boolean;
  cameraOn: boolean;
  microphoneId: string | null;
  cameraId: string | null;
  speakerId: string | null;
}

export function recallDevices(): DeviceWishes {
  const known = read("localStorage", "devices") ?? {};
  return {
    microphoneOn: flag(known.microphoneOn, true),
    cameraOn: flag(known.cameraOn, true),
    microphoneId: text(known.microphoneId),
    cameraId: text(known.cameraId),
    speakerId: text(known.speakerId),
  };
}

export function rememberDevices(wishes: DeviceWishes): void {
  write("localStorage", "devices", wishes);
}

export function recallName(): string {
  return text(read("localStorage", "person")?.name) ?? "";
}

export function rememberName(name: string): void {
  write("localStorage", "person", { name });
}

/** The right to view a recording, kept for reloads and in this tab only. */
export function recallSeat(address: string): string {
  return text(read("sessionStorage", `seat.${address}`)?.token) ?? "";
}

export function rememberSeat(address: string, token: string): void {
  write("sessionStorage", `seat.${address}`, { token });
}

export type StripPlace = "right" | "below";

export interface View {
  strip: StripPlace;
  /** The room is dark; or it follows the system as the other pages do. */
  dark: boolean;
}

export function recallView(): View {
  const known = read("localStorage", "view") ?? {};
  return { strip: known.strip === "below" ? "below" : "right", dark: flag(known.dark, true) };
}

export function rememberView(view: View): void {
  write("localStorage", "view", view);
}

/** A stay in a meeting, kept for reloads and in this tab only. */
export interface Stay {
  token: string;
  title: string;
  lang: string;
  name: string;
  frameOrigins: string[];
  microphoneOn: boolean;
  cameraOn: boolean;
}

/** What was said at a door, its password too: for a reload, in this tab only. */
export function rememberSaid(address: string, said: Said): void {
  write("sessionStorage", `said.${address}`, said);
}

export function recallSaid(address: string): Said | null {
  const known = read("sessionStorage", `said.${address}`);
  if (!known) return null;
  const field = (name: keyof Said) => text(known[name]) ?? "";
  return {
    password: field("password"),
    name: field("name"),
    email: field("email"),
    company: field("company"),
    extra1: field("extra1"),
    extra2: field("extra2"),
    extra3: field("extra3"),
  };
}

const stayKey = (address: string) => `stay.${address}`;

/** `address` is what opened the door: the link or the code. */
export function recallStay(address: string): Stay | null {
  const known = read("sessionStorage", stayKey(address));
  const token = text(known?.token);
  if (!known || !token) return null;
  const origins = Array.isArray(known.frameOrigins) ? known.frameOrigins : [];
  return {
    token,
    title: text(known.title) ?? "",
    lang: text(known.lang) ?? "",
    name: text(known.name) ?? "",
    frameOrigins: origins.filter((origin) => typeof origin === "string"),
    microphoneOn: flag(known.microphoneOn, false),
    cameraOn: flag(known.cameraOn, false),
  };
}

export function rememberStay(address: string, stay: Stay | null): void {
  write("sessionStorage", stayKey(address), stay);
}
