import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useRef } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { useListEnd } from "./useListEnd";

/** What a browser knows of the list: its size in pixels, that of what is in it, and how far it is scrolled. */
let sizes: { clientWidth: number; clientHeight: number; scrollHeight: number };
let top: number;
let observers: Set<() => void>;

function List() {
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { atEnd, goToEnd, onScrolled } = useListEnd(list, content);
  return (
    <>
      <div ref={list} data-testid="list" onScroll={onScrolled}>
        <div ref={content} />
      </div>
      <button onClick={goToEnd}>{atEnd ? "at the end" : "above"}</button>
    </>
  );
}

const list = () => screen.getByTestId("list");
const where = () => [top, screen.getByRole("button").textContent];
const scrollTo = (to: number) => {
  top = to;
  fireEvent.scroll(list());
};
const resize = (changes: Partial<typeof sizes>) => {
  Object.assign(sizes, changes);
  // Nothing is scrolled further than to its end.
  top = Math.min(top, sizes.scrollHeight - sizes.clientHeight);
};
const tellObservers = () =>
  act(() => {
    for (const tell of [...observers]) tell();
  });

beforeEach(() => {
  observers = new Set();
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(private readonly tell: () => void) {}
      observe = () => void observers.add(this.tell);
      disconnect = () => void observers.delete(this.tell);
    },
  );
  sizes = { clientWidth: 300, clientHeight: 300, scrollHeight: 900 };
  top = 0;
  render(<List />);
  for (const name of ["clientWidth", "clientHeight", "scrollHeight"] as const)
    Object.defineProperty(list(), name, { get: () => sizes[name] });
  Object.defineProperty(list(), "scrollTop", {
    get: () => top,
    set: (to: number) => (top = Math.min(to, sizes.scrollHeight - sizes.clientHeight)),
  });
  fireEvent.click(screen.getByRole("button"));
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("a list at its end", () => {
  it("stays there where a phone is turned, whether a scroll or the new size is told first", () => {
    expect(where()).toEqual([600, "at the end"]);
    resize({ clientWidth: 700, clientHeight: 100, scrollHeight: 600 });
    scrollTo(400);
    expect(where()).toEqual([500, "at the end"]);
    tellObservers();
    resize({ clientWidth: 300, clientHeight: 300, scrollHeight: 900 });
    tellObservers();
    expect(where()).toEqual([600, "at the end"]);
  });

  it("stays there where what is in it gets higher as it comes in sight", () => {
    resize({ scrollHeight: 1100 });
    scrollTo(600);
    expect(where()).toEqual([800, "at the end"]);
    resize({ scrollHeight: 1200 });
    tellObservers();
    expect(where()).toEqual([900, "at the end"]);
  });

  it("is left by a scroll upwards, and what grows meanwhile takes nobody back", () => {
    top = 560;
    resize({ scrollHeight: 910 });
    tellObservers();
    expect(where()).toEqual([560, "at the end"]);
    scrollTo(550);
    expect(where()).toEqual([550, "above"]);
    resize({ clientHeight: 200 });
    tellObservers();
    scrollTo(540);
    expect(where()).toEqual([540, "above"]);
  });

  it("is there again by a scroll downwards", () => {
    scrollTo(100);
    expect(where()).toEqual([100, "above"]);
    scrollTo(590);
    expect(where()).toEqual([590, "at the end"]);
  });
});
