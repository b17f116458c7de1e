import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";

/** What docs/embedding.md promises; the script itself is plain JavaScript, served as it stands. */
interface Embed {
  addListener: (event: string, listener: (data: unknown) => void) => Embed;
  removeListener: (event: string, listener: (data: unknown) => void) => Embed;
  executeCommand: (command: string) => Embed;
  getIFrame: () => HTMLIFrameElement;
  dispose: () => void;
}
interface Options {
  url?: string;
  parent?: Element;
  width?: number | string;
  height?: number | string;
  title?: string;
}
declare global {
  interface Window {
    ConvenerEmbed: (new (options: Options) => Embed) & { embed: Window["Convener"]["embed"] };
    Convener: { embed: (element: Element, url: string, options?: Options) => Embed };
  }
}

const MEETING = "https://meet.example.org/e/LIVE0123456789ABCDEFGHIJ";
const embeds: Embed[] = [];

beforeAll(() => {
  // Run as a browser runs it: as a classic script of the page.
  const script = document.createElement("script");
  script.textContent = readFileSync(resolve(import.meta.dirname, "../../public/convener-embed.js"), "utf8");
  window.eval(script.textContent);
});

afterEach(() => {
  embeds.splice(0).forEach((embed) => embed.dispose());
});

function embed(options: Options = {}): Embed {
  const made = new window.ConvenerEmbed({ url: MEETING, ...options });
  embeds.push(made);
  return made;
}

function say(data: unknown, from: { origin: string; source: Window | null }): void {
  window.dispatchEvent(new MessageEvent("message", { data, ...from }));
}

describe("the frame", () => {
  it("may use camera and microphone, and keeps the address of the page to itself", () => {
    const frame = embed({ width: 640, height: "50vh", title: "Consultation" }).getIFrame();
    expect(frame.src).toBe(MEETING);
    expect(frame.getAttribute("allow")).toMatch(/^camera; microphone; display-capture; fullscreen; autoplay;/);
    expect(frame.referrerPolicy).toBe("no-referrer");
    expect(frame.title).toBe("Consultation");
    expect([frame.style.width, frame.style.height]).toEqual(["640px", "50vh"]);
  });

  it("goes into the given element, with either way of calling", () => {
    const element = document.createElement("div");
    document.body.append(element);
    embeds.push(window.Convener.embed(element, MEETING, { height: 480 }));
    expect(element.querySelector("iframe")?.style.height).toBe("480px");
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:alert(1)"])("refuses the address %s", (url) => {
    expect(() => embed({ url })).toThrow(TypeError);
    expect(document.querySelector("iframe")).toBeNull();
  });

  it("refuses to be without an address", () => {
    expect(() => new window.ConvenerEmbed({})).toThrow(TypeError);
  });
});

describe("what the room says", () => {
  it("reaches the listeners of that event alone", () => {
    const room = embed();
    const [joined, left] = [vi.fn(), vi.fn()];
    room.addListener("joined", joined).addListener("left", left);
    const data = { type: "convener:joined", name: "Ada" };
    say(data, { origin: "https://meet.example.org", source: room.getIFrame().contentWindow });
    expect(joined).toHaveBeenCalledExactlyOnceWith(data);
    expect(left).not.toHaveBeenCalled();
  });

  it.each([
    "https://evil.example",
    "http://meet.example.org",
    "https://meet.example.org.evil.example",
    "https://meet.example.org:8443",
    "null",
  ])("is not believed from the origin %s", (origin) => {
    const room = embed();
    const listener = vi.fn();
    room.addListener("ended", listener);
    say({ type: "convener:ended" }, { origin, source: room.getIFrame().contentWindow });
    expect(listener).not.toHaveBeenCalled();
  });

  it("is not believed from another window of the right origin, nor from nowhere", () => {
    const room = embed();
    const other = embed();
    const listener = vi.fn();
    room.addListener("ended", listener);
    for (const source of [other.getIFrame().contentWindow, window, null]) {
      say({ type: "convener:ended" }, { origin: "https://meet.example.org", source });
    }
    expect(listener).not.toHaveBeenCalled();
  });

  it.each([null, "convener:joined", 7, {}, { type: 1 }, { type: "joined" }, { type: "convener:command" }])(
    "is left alone when it is not an event: %j",
    (data) => {
      const room = embed();
      const listener = vi.fn();
      for (const event of ["joined", "command", "toString"]) room.addListener(event, listener);
      say(data, { origin: "https://meet.example.org", source: room.getIFrame().contentWindow });
      expect(listener).not.toHaveBeenCalled();
    },
  );

  it("does not call what nobody registered", () => {
    const room = embed();
    const heard = () =>
      say(
        { type: "convener:constructor" },
        { origin: "https://meet.example.org", source: room.getIFrame().contentWindow },
      );
    expect(heard).not.toThrow();
  });

  it("is heard no more after removeListener and after dispose", () => {
    const room = embed();
    const source = room.getIFrame().contentWindow;
    const [removed, kept] = [vi.fn(), vi.fn()];
    room.addListener("left", removed).addListener("left", kept).removeListener("left", removed);
    say({ type: "convener:left" }, { origin: "https://meet.example.org", source });
    room.dispose();
    room.dispose();
    say({ type: "convener:left" }, { origin: "https://meet.example.org", source });
    expect(removed).not.toHaveBeenCalled();
    expect(kept).toHaveBeenCalledTimes(1);
    expect(document.querySelector("iframe")).toBeNull();
  });
});

describe("commands", () => {
  it("go to the meeting's origin and to no other", () => {
    const room = embed();
    const inside = room.getIFrame().contentWindow;
    if (!inside) throw new Error("the frame has no window");
    const post = vi.spyOn(inside, "postMessage").mockImplementation(() => undefined);
    room.executeCommand("mute").executeCommand("unmute").executeCommand("hangup");
    expect(post.mock.calls).toEqual(
      ["mute", "unmute", "hangup"].map((command) => [
        { type: "convener:command", command },
        "https://meet.example.org",
      ]),
    );
  });

  it("are refused when the room does not know them", () => {
    expect(() => embed().executeCommand("selfDestruct")).toThrow(RangeError);
  });
});
