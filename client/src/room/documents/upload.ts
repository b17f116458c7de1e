/** Files that a person in the room sends to one place, one after the other. */

import { type RunningUpload, sendFile, type UploadReply, uploadName } from "../../browser/upload";
import type { Session, TextKey } from "../feature";

/** Why a file was not taken: the word of the server's error, or what happened on the way. */
export type UploadFailure = "network" | "aborted" | "other" | (string & {});

const FAILURES: Readonly<Record<string, TextKey>> = {
  bad_file: "content.failedFile",
  too_large: "content.failedLarge",
  storage_failed: "content.failedStorage",
  storage_full: "content.failedFull",
  network: "content.failedNetwork",
};

/** What became of a file: the server's answer where it was taken. */
export type UploadResult = { failure: UploadFailure; text?: never } | { failure: null; text: string };

/** What is said of a failure; `own`: what the place to which files are sent says itself. */
export const failureText = (failure: UploadFailure, own: Readonly<Record<string, TextKey>>): TextKey =>
  own[failure] ?? FAILURES[failure] ?? "content.failedUpload";

export class UploadQueue {
  /** Those that were not taken yet, by the key under which a file that is sent again is the same one. */
  private readonly files = new Map<string, File>();
  private running: { key: string; upload: RunningUpload } | null = null;
  private turns: Promise<unknown> = Promise.resolve();

  /** `path`: of the place, below `/api/v1`. */
  constructor(
    private readonly session: Session,
    private readonly path: string,
  ) {}

  /** Keeps a file until it is taken or removed. */
  add(key: string, file: File): void {
    this.files.set(key, file);
  }

  /**
   * Sends the file of this key, after those before it. Never rejects; it can be sent again where it was not taken.
   *
   * @param query what the place wants to know besides key and name; asked when it is the file's turn
   * @param onProgress hears the part that is sent, from 0 to 1; for the first time when it is the file's turn
   */
  send(
    key: string,
    query: () => Readonly<Record<string, string>>,
    onProgress: (sent: number) => void,
  ): Promise<UploadResult> {
    const turn = this.turns.then(() => this.transmit(key, query, onProgress));
    this.turns = turn;
    return turn;
  }

  /** Takes a file off, whether it waits, is under way or was not taken. */
  remove(key: string): void {
    this.files.delete(key);
    if (this.running?.key === key) this.running.upload.abort();
  }

  stop(): void {
    this.files.clear();
    this.running?.upload.abort();
  }

  private async transmit(
    key: string,
    query: () => Readonly<Record<string, string>>,
    onProgress: (sent: number) => void,
  ): Promise<UploadResult> {
    const file = this.files.get(key);
    if (!file) return { failure: "aborted" };
    onProgress(0);
    const all = { key, name: uploadName(file), ...query() };
    const upload = sendFile(this.path, all, ["authorization", `Bearer ${this.session.token}`], file, onProgress);
    this.running = { key, upload };
    const result = resultOf(await upload.done);
    this.running = null;
    if (result.failure === null) this.files.delete(key);
    return result;
  }
}

function resultOf(reply: UploadReply): UploadResult {
  if (typeof reply === "string") return { failure: reply };
  if (reply.status < 300) return { failure: null, text: reply.text };
  if (reply.status === 413) return { failure: "too_large" };
  try {
    const { error } = JSON.parse(reply.text) as { error?: unknown };
    return { failure: typeof error === "string" ? error : "other" };
  } catch {
    return { failure: "other" };
  }
}
