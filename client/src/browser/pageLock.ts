/**
 * What one page of this browser holds, and all its pages can see (Web Locks): the browser itself lets go of it when the
 * page is gone, however it went. Without locks (over plain HTTP, in some frames) no page seems to be there.
 */

const lockManager = (): LockManager | null => ("locks" in navigator ? navigator.locks : null);

/** Holds the lock, from when no other page does, until the function that is returned is called. */
export function lockPage(name: string): () => void {
  const waiting = new AbortController();
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  void lockManager()
    ?.request(name, { signal: waiting.signal }, () => released)
    .catch(() => undefined);
  return () => {
    waiting.abort();
    release();
  };
}

/** Whether a page holds the lock, and goes on to for so many milliseconds: one that is being reloaded lets go of it. */
export async function isLocked(name: string, patience: number): Promise<boolean> {
  const locks = lockManager();
  if (!locks) return false;
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), patience);
  try {
    await locks.request(name, { signal: ended.signal }, () => undefined);
    return false;
  } catch {
    return ended.signal.aborted;
  } finally {
    clearTimeout(timer);
  }
}

/** The names of all locks that pages hold now. */
export async function namesOfLocks(): Promise<ReadonlySet<string>> {
  try {
    const { held = [] } = (await lockManager()?.query()) ?? {};
    return new Set(held.flatMap(({ name }) => name ?? []));
  } catch {
    return new Set();
  }
}
