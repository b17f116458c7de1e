import { vi } from "vitest";

interface Waiting {
  begin: () => void;
}

/** Stands in for the browser's locks, which jsdom has not; other pages hold what the test says. */
export class FakeLocks {
  private readonly holders = new Set<string>();
  private readonly waiting = new Map<string, Waiting[]>();

  /** Lets this browser have locks until `vi.unstubAllGlobals`. */
  static install(): FakeLocks {
    const locks = new FakeLocks();
    vi.stubGlobal("navigator", Object.create(navigator, { locks: { value: locks } }));
    return locks;
  }

  /** Another page takes the lock. */
  lock(name: string): void {
    this.holders.add(name);
  }

  /** The page that has it is gone. */
  release(name: string): void {
    this.holders.delete(name);
    this.waiting.get(name)?.shift()?.begin();
  }

  request(name: string, { signal }: { signal: AbortSignal }, work: () => Promise<void> | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        this.holders.add(name);
        void Promise.resolve(work()).then(() => {
          this.release(name);
          resolve();
        });
      };
      if (!this.holders.has(name)) {
        begin();
        return;
      }
      const one = { begin };
      this.waiting.set(name, [...(this.waiting.get(name) ?? []), one]);
      signal.addEventListener("abort", () => {
        this.waiting.set(
          name,
          (this.waiting.get(name) ?? []).filter((other) => other !== one),
        );
        reject(new DOMException("aborted", "AbortError"));
      });
    });
  }

  query(): Promise<{ held: { name: string }[] }> {
    return Promise.resolve({ held: [...this.holders].map((name) => ({ name })) });
  }
}
