// @vitest-environment node
import type { ExcalidrawElement, OrderedExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";

import { Binding, GATHER, type Scene } from "./binding";

type Mutable<Of> = { -readonly [Key in keyof Of]: Of[Key] };
type Stroke = Mutable<ExcalidrawElement> & { points: [number, number][]; pressures: number[] };

/** A scene as Excalidraw keeps it: elements are changed in place, and an index that is there twice is repaired. */
class FakeScene implements Scene {
  elements: Mutable<ExcalidrawElement>[] = [];
  newElement: ExcalidrawElement | null = null;
  dragged: string[] = [];
  changed: () => void = () => undefined;
  private nonce = 0;

  constructor(private readonly name: string) {}

  updateScene = ({ elements = [] }: { elements?: readonly unknown[] | null }): void => {
    this.elements = [...(elements as Mutable<ExcalidrawElement>[])];
    let last = "";
    for (const one of this.elements) {
      if ((one.index ?? "") <= last) this.bump(one, { index: `${last}V` as OrderedExcalidrawElement["index"] });
      last = one.index ?? "";
    }
    this.changed();
  };

  getSceneElementsIncludingDeleted = () => this.elements as OrderedExcalidrawElement[];

  getAppState = (): ReturnType<Scene["getAppState"]> => ({
    newElement: this.newElement as never,
    editingTextElement: null,
    resizingElement: null,
    croppingElementId: null,
    selectedElementsAreBeingDragged: this.dragged.length > 0,
    selectedElementIds: Object.fromEntries(this.dragged.map((id) => [id, true as const])),
  });

  bump(element: Mutable<ExcalidrawElement>, change: Partial<ExcalidrawElement>): void {
    Object.assign(element, change, { version: element.version + 1, versionNonce: this.random() });
  }

  change(id: string, change: Partial<Stroke>): void {
    const element = this.find(id);
    if (element) this.bump(element, change);
    this.changed();
  }

  find(id: string): Stroke | undefined {
    return this.elements.find((one) => one.id === id) as Stroke | undefined;
  }

  /** A new element, which is in hand until it is let go. */
  begin(id: string, index: string, more: object = {}): void {
    const element = {
      ...{ id, index, type: "freedraw", x: 0, y: 0, width: 0, height: 0, angle: 0, isDeleted: false },
      ...{ version: 1, versionNonce: this.random(), simulatePressure: true, points: [[0, 0]], pressures: [] },
      ...more,
    } as unknown as Mutable<ExcalidrawElement>;
    this.elements.push(element);
    this.newElement = element;
    this.changed();
  }

  draw(id: string, x: number, y: number): void {
    const stroke = this.find(id);
    if (stroke) this.change(id, { points: [...stroke.points, [x, y]] });
  }

  letGo(id: string): void {
    this.newElement = null;
    this.change(id, {});
  }

  private random(): number {
    return this.name.charCodeAt(0) * 1000 + ++this.nonce;
  }
}

/** What else Excalidraw says of a stroke. */
const STROKE = {
  ...{
    x: 381.5,
    y: 240.25,
    strokeColor: "#1e1e1e",
    backgroundColor: "transparent",
    fillStyle: "solid",
    strokeWidth: 2,
  },
  ...{ strokeStyle: "solid", roughness: 0, opacity: 100, groupIds: [], frameId: null, roundness: null, link: null },
  ...{ seed: 1_968_410_350, boundElements: null, updated: 1_790_000_000_000, locked: false, lastCommittedPoint: null },
};

class Page {
  readonly doc = new Y.Doc();
  readonly scene: FakeScene;
  readonly binding: Binding;
  readonly updates: Uint8Array[] = [];
  mayWrite = true;

  constructor(name: string) {
    this.scene = new FakeScene(name);
    this.binding = new Binding({
      doc: this.doc,
      scene: this.scene,
      restore: (elements) => elements.map((one) => ({ ...one })),
      captureUpdate: "NEVER",
      mayWrite: () => this.mayWrite,
    });
    this.scene.changed = this.binding.changed;
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "line") this.updates.push(update);
    });
  }

  hear(other: Page): void {
    for (const update of other.updates) Y.applyUpdate(this.doc, update, "line");
  }
}

let ann: Page;
let bob: Page;

beforeEach(() => {
  vi.useFakeTimers();
  ann = new Page("Ann");
  bob = new Page("Bob");
});

afterEach(() => {
  ann.binding.destroy();
  bob.binding.destroy();
  vi.useRealTimers();
});

/** Each sends what it has gathered, and hears the other. */
function exchange(): void {
  vi.advanceTimersByTime(GATHER);
  bob.hear(ann);
  ann.hear(bob);
  vi.advanceTimersByTime(GATHER);
  bob.hear(ann);
  ann.hear(bob);
}

const stored = (page: Page, id: string) =>
  page.binding.elements.get(id)?.toJSON() as { e: ExcalidrawElement; p: number[] };

describe("a drawing of two people", () => {
  it("keeps both strokes whole that are begun at the same moment, with the same index", () => {
    ann.scene.begin("ann", "a0");
    bob.scene.begin("bob", "a0");
    for (let at = 1; at <= 90; at += 1) {
      ann.scene.draw("ann", at, at);
      bob.scene.draw("bob", at, -at);
      if (at % 3 === 0) exchange();
    }
    ann.scene.letGo("ann");
    bob.scene.letGo("bob");
    exchange();
    for (const { scene } of [ann, bob]) {
      expect(scene.find("ann")?.points).toHaveLength(91);
      expect(scene.find("bob")?.points).toHaveLength(91);
    }
    expect(stored(ann, "ann").p).toHaveLength(182);
    expect(stored(ann, "bob").p).toEqual(stored(bob, "bob").p);
  });

  it("is written by nobody but its author, however Excalidraw repairs its order", () => {
    const carl = new Page("Carl");
    const pages = { ann, bob, carl };
    const all = () => {
      vi.advanceTimersByTime(GATHER);
      for (const one of Object.values(pages))
        for (const other of Object.values(pages)) if (one !== other) one.hear(other);
    };
    for (const [name, { scene }] of Object.entries(pages)) scene.begin(name, "a0");
    for (let at = 1; at <= 10; at += 1) {
      for (const [name, { scene }] of Object.entries(pages)) scene.draw(name, at, at);
      all();
      for (const [name, { doc }] of Object.entries(pages))
        expect(ann.binding.elements.get(name)?._map.get("e")?.id.client).toBe(doc.clientID);
    }
    for (const name of Object.keys(pages)) expect(ann.binding.elements.get(name)?.get("p")).toHaveLength(22);
    carl.binding.destroy();
  });

  it("costs at most 3 kB for a stroke of two seconds", () => {
    ann.scene.begin("V1StGXR8_Z5jdHi6B-myT", "a0", STROKE);
    for (let at = 1; at <= 120; at += 1) {
      ann.scene.draw("V1StGXR8_Z5jdHi6B-myT", at * 7.63, 240 * Math.sin(at / 9));
      if (at % 2 === 0) vi.advanceTimersByTime(GATHER);
    }
    ann.scene.letGo("V1StGXR8_Z5jdHi6B-myT");
    exchange();
    expect(ann.updates).toHaveLength(61);
    expect(bob.scene.find("V1StGXR8_Z5jdHi6B-myT")?.points).toHaveLength(121);
    const sizes = ann.updates.map(({ length }) => length);
    expect(Math.max(...sizes.slice(1, -1))).toBeLessThan(45);
    expect(sizes.reduce((sum, one) => sum + one)).toBeLessThan(3000);
  });

  it("has the element as it is at the end, when a stroke ends", () => {
    ann.scene.begin("ann", "a0");
    ann.scene.draw("ann", 8, 4);
    exchange();
    ann.scene.letGo("ann");
    ann.scene.change("ann", { x: 5 });
    exchange();
    expect(stored(bob, "ann").e.x).toBe(5);
    expect(bob.scene.find("ann")).toMatchObject({ x: 5, width: 8, height: 4 });
  });

  it("changes all points of a stroke that is scaled", () => {
    ann.scene.begin("ann", "a0");
    ann.scene.draw("ann", 8, 4);
    ann.scene.letGo("ann");
    exchange();
    ann.scene.change("ann", { points: [[0, 0], [16, 8]] }); // prettier-ignore
    exchange();
    expect(bob.scene.find("ann")?.points).toEqual([[0, 0], [16, 8]]); // prettier-ignore
  });

  it("lets nobody take out of one's hands what one moves, and shows it afterwards", () => {
    ann.scene.begin("box", "a0", { type: "rectangle", points: undefined });
    ann.scene.letGo("box");
    exchange();
    bob.scene.dragged = ["box"];
    bob.scene.change("box", { x: 100 });
    ann.scene.change("box", { strokeColor: "#e03131" });
    exchange();
    expect(bob.scene.find("box")).toMatchObject({ x: 100 });
    bob.scene.dragged = [];
    bob.scene.change("box", { x: 120 });
    exchange();
    expect(ann.scene.find("box")).toMatchObject({ x: 120 });
    expect(bob.scene.find("box")).toMatchObject({ x: 120 });
  });

  it("has images by the names of their files, wherever these are", () => {
    const fileId = "f".repeat(40);
    ann.scene.begin("photo", "a0", { type: "image", fileId, status: "error" });
    ann.scene.begin("pending", "a1", { type: "image", fileId: null, status: "pending" });
    ann.scene.letGo("photo");
    exchange();
    expect(stored(ann, "photo").e).toMatchObject({ fileId, status: "saved" });
    expect(bob.scene.find("photo")).toMatchObject({ fileId });
    expect(ann.binding.elements.has("pending")).toBe(false);
  });

  it("is not written by those who may not write", () => {
    ann.mayWrite = false;
    ann.scene.begin("ann", "a0");
    exchange();
    expect(ann.updates).toEqual([]);
    expect(bob.scene.elements).toEqual([]);
  });

  it("shows what is stored to who comes late, without what was deleted", () => {
    ann.scene.begin("ann", "a0");
    ann.scene.letGo("ann");
    ann.scene.begin("gone", "a1");
    ann.scene.letGo("gone");
    exchange();
    ann.scene.change("gone", { isDeleted: true });
    exchange();
    expect(bob.scene.find("gone")?.isDeleted).toBe(true);
    const late = new Page("Carl");
    Y.applyUpdate(late.doc, Y.encodeStateAsUpdate(ann.doc), "line");
    expect(late.scene.elements.map(({ id }) => id)).toEqual(["ann"]);
    late.binding.destroy();
  });
});

describe("what another program writes", () => {
  const write = (element: object, id = "evil") => {
    const map = new Y.Map<unknown>();
    map.set("e", { id, index: "a0", type: "rectangle", x: 0, y: 0, version: 1, versionNonce: 1, ...element });
    bob.binding.elements.set(id, map);
    exchange();
    return ann.scene.find(id);
  };

  it.each([
    ["a page of another origin", { type: "embeddable", link: "https://example.org" }],
    ["a frame", { type: "iframe" }],
    ["no type", { type: 5 }],
    ["another id", { id: "other" }],
    ["a place out of reach", { x: 1e12 }],
    ["no number", { width: "wide" }],
    ["an endless text", { type: "text", text: "x".repeat(100_000) }],
    ["values deep inside", { groupIds: [[[[[[[1]]]]]]] }],
    ["a stroke without points", { type: "freedraw" }],
    ["no index", { index: { a: 1 } }],
    ["an image without a file", { type: "image" }],
    ["an image of an address", { type: "image", fileId: "https://example.org/image.png" }],
    ["an image that it brings along", { type: "image", fileId: "data:image/svg+xml,<svg/>" }],
  ])("is not shown: %s", (_, element) => {
    expect(write(element)).toBeUndefined();
  });

  it("is an image as Excalidraw computes with it", () => {
    const fileId = "0123456789".repeat(4);
    const whole = { x: 0, y: 0, width: 4, height: 4, naturalWidth: 8, naturalHeight: 8 };
    expect(write({ type: "image", fileId, status: "error", scale: [-1, 1], crop: whole })).toMatchObject({
      ...{ fileId, status: "saved", scale: [-1, 1], crop: whole },
    });
    const broken = { type: "image", fileId, scale: [1e9, "x"], crop: { ...whole, naturalWidth: 0 } };
    expect(write(broken, "other")).toMatchObject({ scale: [1, 1], crop: null });
  });

  it("is shown without addresses and without what programs note", () => {
    const shown = write({ link: "javascript:alert(1)", customData: { a: 1 }, frameId: "f" });
    expect(shown).toMatchObject({ link: null, frameId: null });
    expect(shown).not.toHaveProperty("customData");
  });
});
