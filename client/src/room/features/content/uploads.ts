/** Files on their way to the server, as they are seen in the list. */

import { createStore } from "zustand/vanilla";

import { randomKey } from "../../../browser/randomKey";
import { failureText, UploadQueue } from "../../documents/upload";
import type { Session, TextKey } from "../../feature";
import { selectShown } from "../showing/public";

export interface Upload {
  /** By which a file that is sent again makes no second document. */
  key: string;
  name: string;
  /** From 0 to 1; null while it waits for others. */
  sent: number | null;
  failure: TextKey | null;
}

const FAILURES: Readonly<Record<string, TextKey>> = { not_allowed: "content.failedRole" };

export class Uploads {
  readonly state = createStore<readonly Upload[]>(() => []);
  private readonly queue: UploadQueue;

  constructor(private readonly session: Session) {
    this.queue = new UploadQueue(session, "/room/documents");
  }

  /** Brings files. The first is shown to all, where nothing else is. */
  bring(files: readonly File[]): void {
    for (const file of files) {
      const upload: Upload = { key: randomKey(), name: file.name, sent: null, failure: null };
      this.queue.add(upload.key, file);
      this.state.setState((uploads) => [...uploads, upload], true);
      void this.send(upload.key);
    }
  }

  /** Takes one off the list, whether it is under way or failed. */
  dismiss(key: string): void {
    this.remove(key);
    this.queue.remove(key);
  }

  retry(key: string): void {
    this.change(key, { failure: null, sent: null });
    void this.send(key);
  }

  stop(): void {
    this.queue.stop();
  }

  private async send(key: string): Promise<void> {
    const query = () => ({ show: String(selectShown(this.session.room.getState()) === null) });
    const { failure } = await this.queue.send(key, query, (sent) => this.change(key, { sent }));
    if (failure === null) this.remove(key);
    else this.change(key, { sent: null, failure: failureText(failure, FAILURES) });
  }

  private change(key: string, change: Partial<Upload>): void {
    this.state.setState((uploads) => uploads.map((one) => (one.key === key ? { ...one, ...change } : one)), true);
  }

  private remove(key: string): void {
    this.state.setState((uploads) => uploads.filter((one) => one.key !== key), true);
  }
}
