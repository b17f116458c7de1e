import { useCallback, useSyncExternalStore } from "react";

/** A value that may be watched. Watchers are called after every change; setting an identical value is no change. */
export class Observable<Value> {
  private current: Value;
  private readonly watchers = new Set<() => void>();

  constructor(initial: Value) {
    this.current = initial;
  }

  get value(): Value {
    return this.current;
  }

  set(value: Value): void {
    if (Object.is(value, this.current)) return;
    this.current = value;
    for (const watcher of [...this.watchers]) watcher();
  }

  /** Returns the function that ends the watch. */
  readonly subscribe = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };
}

/** The present value in a component, which is drawn again when it changes. */
export function useObservable<Value>(observable: Observable<Value>): Value {
  return useSyncExternalStore(observable.subscribe, () => observable.value);
}

/** A part of the value; the component is drawn again only when that part is another one (`Object.is`). */
export function useSelected<Value, Part>(observable: Observable<Value>, select: (value: Value) => Part): Part {
  return useSyncExternalStore(
    observable.subscribe,
    useCallback(() => select(observable.value), [observable, select]),
  );
}
