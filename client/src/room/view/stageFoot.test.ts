import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { StageFoot } from "./stageFoot";

let observers: { measure: () => void; seen: Element[] }[];

beforeEach(() => {
  observers = [];
  vi.stubGlobal(
    "ResizeObserver",
    class {
      private readonly one: { measure: () => void; seen: Element[] };
      constructor(measure: () => void) {
        this.one = { measure, seen: [] };
        observers.push(this.one);
      }
      observe = (element: Element) => void this.one.seen.push(element);
      disconnect = () => void (this.one.seen = []);
    },
  );
});

afterEach(() => {
  document.body.innerHTML = "";
  vi.unstubAllGlobals();
});

function box(element: HTMLElement, top: number, bottom: number): void {
  element.getBoundingClientRect = () => new DOMRect(0, top, 300, bottom - top);
}

/** What changes its size is measured. */
function resize(element: Element): void {
  for (const { measure, seen } of observers) if (seen.includes(element)) measure();
}

function stage(): { main: HTMLElement; add: (top: number, bottom: number) => HTMLElement } {
  const main = document.body.appendChild(document.createElement("main"));
  box(main, 50, 650);
  const add = (top: number, bottom: number) => {
    const element = main.appendChild(document.createElement("div"));
    box(element, top, bottom);
    return element;
  };
  return { main, add };
}

it("reaches up to the highest control that stands low", () => {
  const { main, add } = stage();
  const foot = new StageFoot();
  const tools = add(606, 650);
  const back = add(570, 600);
  const high = add(60, 100);
  const gone = [tools, back, high].map(foot.hold);
  resize(main);
  expect(foot.height.getState()).toBe(80);
  gone[1]?.();
  expect(foot.height.getState()).toBe(44);
  gone[0]?.();
  expect(foot.height.getState()).toBe(0);
});

it("follows what changes its place or is not seen any more", () => {
  const { main, add } = stage();
  const foot = new StageFoot();
  const tools = add(606, 650);
  foot.hold(tools);
  resize(tools);
  expect(foot.height.getState()).toBe(44);
  box(main, 50, 700);
  resize(main);
  expect(foot.height.getState()).toBe(94);
  box(tools, 0, 0);
  resize(tools);
  expect(foot.height.getState()).toBe(0);
});
