import { afterEach, describe, expect, it, vi } from "vitest";

import { clock } from "./clock";
import { hearParent, tellParent } from "./embedding";
import { initialsOf, tintOf } from "./initials";
import { findPeople, sortPeople } from "./peopleList";
import { person } from "./testing";
import { meantKey } from "./useShortcuts";

describe("the running clock", () => {
  it.each([
    [0, "0:00"],
    [65_000, "1:05"],
    [3_845_000, "1:04:05"],
    [-5_000, "0:00"],
  ])("%d ms is %s", (milliseconds, text) => expect(clock(milliseconds)).toBe(text));
});

describe("initials", () => {
  it.each([
    ["Ann", "A"],
    ["ann marie berg", "AB"],
    ["  Zoë  ", "Z"],
    ["山田 太郎", "山太"],
    ["👩‍💻 Coder", "👩‍💻C"],
    ["", ""],
  ])("of %j are %j", (name, initials) => expect(initialsOf(name)).toBe(initials));

  it("have a color that stays", () => expect(tintOf("p1")).toBe(tintOf("p1")));
});

describe("the people list", () => {
  it("shows raised hands in their order, then you, then by role and name", () => {
    const people = [
      person("d", { name: "Émile" }),
      person("c", { name: "Zoë", role: "presenter" }),
      person("second", { hand: "2030-01-01T10:02:00Z" }),
      person("you", { name: "Xaver" }),
      person("first", { hand: "2030-01-01T10:01:00Z" }),
      person("b", { name: "Frank" }),
      person("a", { name: "Ann", role: "host" }),
    ];
    expect(sortPeople(people, "you").map(({ id }) => id)).toEqual(["first", "second", "you", "a", "c", "d", "b"]);
  });

  it("is searched without regard to accents and capitals", () => {
    const people = [person("a", { name: "Émile Zola" }), person("b", { name: "Bob" })];
    expect(findPeople(people, " emile").map(({ id }) => id)).toEqual(["a"]);
    expect(findPeople(people, "")).toHaveLength(2);
  });
});

describe("keys", () => {
  it.each([
    [{ key: "m", code: "KeyM" }, "M"],
    [{ key: "M", code: "Semicolon" }, "M"],
    [{ key: "ь", code: "KeyM" }, "M"],
    [{ key: "?", code: "Slash" }, "?"],
    [{ key: "1", code: "Digit1" }, ""],
    [{ key: "Enter", code: "Enter" }, ""],
  ])("%o means %j", (pressed, meant) => expect(meantKey(pressed)).toBe(meant));
});

describe("the embedding page", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  function embed() {
    const parent = { postMessage: vi.fn() };
    vi.stubGlobal("parent", parent);
    return parent;
  }

  it("is told only where its origin is on the list", () => {
    const parent = embed();
    tellParent({ type: "convener:left" }, ["https://a.example", "https://b.example"]);
    expect(parent.postMessage.mock.calls.map(([, target]) => target as string)).toEqual([
      "https://a.example",
      "https://b.example",
    ]);
    parent.postMessage.mockClear();
    tellParent({ type: "convener:left" }, ["https://a.example", "*"]);
    expect(parent.postMessage).toHaveBeenCalledExactlyOnceWith({ type: "convener:left" }, "*");
  });

  it("is told nothing where there is none", () => {
    const post = vi.spyOn(window, "postMessage");
    tellParent({ type: "convener:left" }, ["*"]);
    expect(post).not.toHaveBeenCalled();
  });

  it("commands, and nobody else does", () => {
    const parent = embed();
    const obeyed: string[] = [];
    const end = hearParent(["https://a.example"], (command) => obeyed.push(command));
    const say = (data: unknown, origin: string, source: unknown) => {
      const event = new MessageEvent("message", { data, origin });
      Object.defineProperty(event, "source", { value: source });
      window.dispatchEvent(event);
    };
    const mute = { type: "convener:command", command: "mute" };
    say(mute, "https://evil.example", parent);
    say(mute, "https://a.example", {});
    say({ type: "convener:command", command: "explode" }, "https://a.example", parent);
    say("mute", "https://a.example", parent);
    expect(obeyed).toEqual([]);
    say(mute, "https://a.example", parent);
    end();
    say(mute, "https://a.example", parent);
    expect(obeyed).toEqual(["mute"]);
  });
});
