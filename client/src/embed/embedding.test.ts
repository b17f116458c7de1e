import { afterEach, describe, expect, it, vi } from "vitest";

import { onParentCommand, postToParent } from "./embedding";

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
    postToParent({ type: "convener:left" }, ["https://a.example", "https://b.example"]);
    expect(parent.postMessage.mock.calls.map(([, target]) => target as string)).toEqual([
      "https://a.example",
      "https://b.example",
    ]);
    parent.postMessage.mockClear();
    postToParent({ type: "convener:left" }, ["https://a.example", "*"]);
    expect(parent.postMessage).toHaveBeenCalledExactlyOnceWith({ type: "convener:left" }, "*");
  });

  it("is told nothing where there is none", () => {
    const post = vi.spyOn(window, "postMessage");
    postToParent({ type: "convener:left" }, ["*"]);
    expect(post).not.toHaveBeenCalled();
  });

  it("commands, and nobody else does", () => {
    const parent = embed();
    const obeyed: string[] = [];
    const end = onParentCommand(["https://a.example"], (command) => obeyed.push(command));
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
