/** Files on their way to the server, one after the other. */

import { createStore } from "zustand/vanilla";

import type { Session, TextKey } from "../../feature";
import { selectShown } from "../showing/public";

export interface Upload {
  key: number;
  name: string;
  /** From 0 to 1; null while it waits for others. */
  sent: number | null;
  failure: TextKey | null;
}

/** What the file dialog offers; the server looks at what is inside. */
export const ACCEPTED = ["application/pdf", "image/*", ".pdf", ".pptx", ".docx", ".xlsx", ".ess"].join(",");

const FAILURES: Readonly<Record<string, TextKey>> = {
  bad_file: "content.failedFile",
  too_large: "content.failedLarge",
  not_allowed: "content.failedRole",
  storage_failed: "content.failedStorage",
  storage_full: "content.failedFull",
};

export class Uploads {
  readonly state = createStore<readonly Upload[]>(() => []);
  private readonly files = new Map<number, File>();
  private request: XMLHttpRequest | null = null;
  private last = 0;

  constructor(private readonly session: Session) {}

  /** Brings files. The first is shown to all, where nothing else is. */
  bring(files: readonly File[]): void {
    for (const file of files) {
      this.last += 1;
      this.files.set(this.last, file);
      const upload: Upload = { key: this.last, name: file.name, sent: null, failure: null };
      this.state.setState((uploads) => [...uploads, upload], true);
    }
    this.next();
  }

  /** Takes one off the list, whether it is under way or failed. */
  dismiss(key: number): void {
    const underWay = this.state.getState().find((one) => one.key === key)?.sent !== null;
    this.remove(key);
    if (underWay && this.request) this.request.abort();
  }

  retry(key: number): void {
    this.change(key, { failure: null, sent: null });
    this.next();
  }

  stop(): void {
    this.files.clear();
    this.request?.abort();
  }

  private next(): void {
    const waiting = this.state.getState().find(({ sent, failure }) => sent === null && failure === null);
    const file = waiting && this.files.get(waiting.key);
    if (this.request || !file) return;
    this.send(waiting.key, file);
  }

  private send(key: number, file: File): void {
    const request = new XMLHttpRequest();
    const show = selectShown(this.session.room.getState()) === null;
    const query = new URLSearchParams({ name: file.name.slice(0, 255), show: String(show) });
    this.request = request;
    this.change(key, { sent: 0 });
    request.upload.onprogress = ({ loaded, total }) => this.change(key, { sent: total > 0 ? loaded / total : 0 });
    request.onload = () => {
      if (request.status === 201) this.remove(key);
      else this.change(key, { sent: null, failure: failureIn(request) });
    };
    request.onerror = () => this.change(key, { sent: null, failure: "content.failedNetwork" });
    request.onloadend = () => {
      this.request = null;
      this.next();
    };
    request.open("POST", `/api/v1/room/documents?${query.toString()}`);
    request.setRequestHeader("authorization", `Bearer ${this.session.token}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  }

  private change(key: number, change: Partial<Upload>): void {
    this.state.setState((uploads) => uploads.map((one) => (one.key === key ? { ...one, ...change } : one)), true);
  }

  private remove(key: number): void {
    this.files.delete(key);
    this.state.setState((uploads) => uploads.filter((one) => one.key !== key), true);
  }
}

function failureIn({ status, responseText }: XMLHttpRequest): TextKey {
  if (status === 413) return "content.failedLarge";
  try {
    const { error } = JSON.parse(responseText) as { error?: unknown };
    return FAILURES[String(error)] ?? "content.failedUpload";
  } catch {
    return "content.failedUpload";
  }
}
