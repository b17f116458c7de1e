/** Files on their way to the server, one after the other. */

import { createStore } from "zustand/vanilla";

import { randomKey } from "../../../browser/randomKey";
import { failureText, type RunningUpload, uploadFile, uploadName } from "../../documents/upload";
import type { Session, TextKey } from "../../feature";
import { selectShown } from "../showing/public";

export interface Upload {
  key: number;
  name: string;
  /** From 0 to 1; null while it waits for others. */
  sent: number | null;
  failure: TextKey | null;
}

const FAILURES: Readonly<Record<string, TextKey>> = { not_allowed: "content.failedRole" };

export class Uploads {
  readonly state = createStore<readonly Upload[]>(() => []);
  private readonly files = new Map<number, File>();
  /** By which a file that is sent again makes no second document. */
  private readonly uploadKeys = new Map<number, string>();
  private running: RunningUpload | null = null;
  private last = 0;

  constructor(private readonly session: Session) {}

  /** Brings files. The first is shown to all, where nothing else is. */
  bring(files: readonly File[]): void {
    for (const file of files) {
      this.last += 1;
      this.files.set(this.last, file);
      this.uploadKeys.set(this.last, randomKey());
      const upload: Upload = { key: this.last, name: file.name, sent: null, failure: null };
      this.state.setState((uploads) => [...uploads, upload], true);
    }
    this.next();
  }

  /** Takes one off the list, whether it is under way or failed. */
  dismiss(key: number): void {
    const underWay = this.state.getState().find((one) => one.key === key)?.sent !== null;
    this.remove(key);
    if (underWay) this.running?.abort();
  }

  retry(key: number): void {
    this.change(key, { failure: null, sent: null });
    this.next();
  }

  stop(): void {
    this.files.clear();
    this.running?.abort();
  }

  private next(): void {
    const waiting = this.state.getState().find(({ sent, failure }) => sent === null && failure === null);
    const file = waiting && this.files.get(waiting.key);
    if (this.running || !file) return;
    this.send(waiting.key, file);
  }

  private send(key: number, file: File): void {
    const show = selectShown(this.session.room.getState()) === null;
    const query = { name: uploadName(file), show: String(show), key: this.uploadKeys.get(key) ?? "" };
    this.change(key, { sent: 0 });
    this.running = uploadFile(this.session, "/room/documents", query, file, (sent) => this.change(key, { sent }));
    void this.running.done.then((failure) => {
      if (failure === null) this.remove(key);
      else this.change(key, { sent: null, failure: failureText(failure, FAILURES) });
      this.running = null;
      this.next();
    });
  }

  private change(key: number, change: Partial<Upload>): void {
    this.state.setState((uploads) => uploads.map((one) => (one.key === key ? { ...one, ...change } : one)), true);
  }

  private remove(key: number): void {
    this.files.delete(key);
    this.uploadKeys.delete(key);
    this.state.setState((uploads) => uploads.filter((one) => one.key !== key), true);
  }
}
