/**
 * Keeps the scene of Excalidraw equal with a shared document.
 *
 * Two rules of Excalidraw matter here. Two people who begin an element at the same moment give it the same index; then
 * Excalidraw repairs one of them inside of `updateScene`, perhaps that of the other person. Such a repair is never sent:
 * it would put an old state into the stroke that the other one is drawing. And what comes from others is kept out of the
 * history (`captureUpdate`), so that undo takes back one's own alone.
 */

import type { ExcalidrawElement, OrderedExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import type { AppState, SceneData } from "@excalidraw/excalidraw/types";
import * as Y from "yjs";

import {
  countPoints,
  decodeElement,
  type ElementMap,
  elementMap,
  encodeElement,
  encodePoints,
  isDrawable,
  isStroke,
} from "./elements";

/** The part of Excalidraw's interface that is used here. */
export interface Scene {
  updateScene: (scene: Pick<SceneData, "elements" | "captureUpdate">) => void;
  getSceneElementsIncludingDeleted: () => readonly OrderedExcalidrawElement[];
  getAppState: () => Pick<
    AppState,
    | "newElement"
    | "editingTextElement"
    | "resizingElement"
    | "croppingElementId"
    | "selectedElementsAreBeingDragged"
    | "selectedElementIds"
  >;
}

export interface BindingOptions {
  doc: Y.Doc;
  scene: Scene;
  /** Completes elements that come from the document, and leaves out what cannot be drawn (`restoreElements`). */
  restore: (elements: readonly ExcalidrawElement[]) => readonly ExcalidrawElement[];
  /** How changes of others are marked: not to be undone here. */
  captureUpdate: NonNullable<SceneData["captureUpdate"]>;
  mayWrite: () => boolean;
}

/** Milliseconds in which changes of the scene are gathered. */
export const GATHER = 33;
/** Elements in one transaction: an update has a greatest size. */
const CHUNK = 100;

const versionOf = ({ version, versionNonce }: ExcalidrawElement) => `${version}:${versionNonce}`;

export class Binding {
  readonly elements: Y.Map<ElementMap>;
  /** The version of each element that both the scene and the document have. */
  private readonly known = new Map<string, string>();
  /** Strokes that are being drawn here: their `e` is as it was at their beginning. */
  private readonly growing = new Set<string>();
  /** What others changed while it was in one's own hands. */
  private readonly missed = new Set<string>();
  private showing = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: BindingOptions) {
    this.elements = options.doc.getMap("elements");
    this.elements.observeDeep(this.receive);
    this.show([...this.elements.keys()]);
  }

  destroy(): void {
    this.flush();
    this.elements.unobserveDeep(this.receive);
  }

  /** The scene has changed: it is written into the document soon. */
  readonly changed = (): void => {
    if (this.showing || !this.options.mayWrite()) return;
    this.timer ??= setTimeout(this.flush, GATHER);
  };

  /** Writes what has changed into the document, now. */
  readonly flush = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.options.mayWrite()) return;
    const drawn = this.options.scene.getAppState().newElement?.id;
    const changes = this.options.scene
      .getSceneElementsIncludingDeleted()
      .filter(isDrawable)
      .filter((one) => this.known.get(one.id) !== versionOf(one) || (this.growing.has(one.id) && one.id !== drawn));
    for (let at = 0; at < changes.length; at += CHUNK)
      this.options.doc.transact(() => {
        for (const one of changes.slice(at, at + CHUNK)) this.write(one, one.id === drawn);
      }, this);
    this.catchUp();
  };

  private write(element: ExcalidrawElement, isDrawn: boolean): void {
    const known = this.elements.get(element.id);
    this.known.set(element.id, versionOf(element));
    if (!known) {
      // What was never there need not be deleted.
      if (!element.isDeleted) this.elements.set(element.id, elementMap(element));
    } else if (!isStroke(element)) {
      known.set("e", encodeElement(element));
    } else {
      writePoints(known, element, isDrawn);
      if (!isDrawn) known.set("e", encodeElement(element));
    }
    if (isDrawn && isStroke(element)) this.growing.add(element.id);
    else this.growing.delete(element.id);
  }

  private readonly receive = (
    events: readonly Y.YEvent<Y.AbstractType<unknown>>[],
    transaction: Y.Transaction,
  ): void => {
    if (transaction.origin === this) return;
    const ids = new Set<string>();
    for (const event of events) {
      if (event.target === this.elements) for (const id of event.keys.keys()) ids.add(id);
      else ids.add(String(event.path[0]));
    }
    this.show([...ids]);
    if (this.timer !== undefined) this.flush();
  };

  /** Shows these elements as the document has them, but for those that are in one's own hands. */
  private show(ids: readonly string[]): void {
    const { scene } = this.options;
    const busy = this.inHands();
    const shown = new Map<string, ExcalidrawElement>(
      scene.getSceneElementsIncludingDeleted().map((one) => [one.id, one]),
    );
    const before = new Map([...shown].map(([id, one]) => [id, versionOf(one)]));
    const coming: ExcalidrawElement[] = [];
    for (const id of ids) {
      if (busy.has(id)) {
        this.missed.add(id);
        continue;
      }
      this.missed.delete(id);
      const element = decodeElement(id, this.elements.get(id));
      // What was deleted before it was seen here is nobody's to see.
      if (element && !(element.isDeleted && !shown.has(id))) coming.push(element);
    }
    const restored = this.options.restore(coming);
    if (restored.length === 0) return;
    for (const one of restored) {
      shown.set(one.id, one);
      before.set(one.id, "");
      this.known.set(one.id, "");
    }
    this.showing = true;
    try {
      scene.updateScene({ elements: inOrder([...shown.values()]), captureUpdate: this.options.captureUpdate });
    } finally {
      this.showing = false;
    }
    for (const one of scene.getSceneElementsIncludingDeleted()) {
      const was = before.get(one.id);
      // Repaired by Excalidraw, or come from the document: nothing that was changed here.
      if (was === this.known.get(one.id) && !busy.has(one.id)) this.known.set(one.id, versionOf(one));
    }
  }

  /** What was missed is shown as soon as it is out of one's hands, where it was not changed here. */
  private catchUp(): void {
    if (this.missed.size === 0) return;
    const busy = this.inHands();
    const free = [...this.missed].filter((id) => !busy.has(id));
    for (const id of free) this.missed.delete(id);
    if (free.length > 0) this.show(free);
  }

  /** The elements that this person draws, moves or edits at the moment. */
  private inHands(): ReadonlySet<string> {
    const state = this.options.scene.getAppState();
    const held = [state.newElement, state.editingTextElement, state.resizingElement];
    const ids = [...held.map((one) => one?.id), state.croppingElementId].filter((id) => id != null);
    return new Set(state.selectedElementsAreBeingDragged ? [...ids, ...Object.keys(state.selectedElementIds)] : ids);
  }
}

/** Writes the points that are new; all of them where they are others than before: the stroke was scaled or turned over. */
function writePoints(map: ElementMap, stroke: Parameters<typeof encodePoints>[0], isDrawn: boolean): void {
  const stored = map.get("p");
  if (!(stored instanceof Y.Array)) {
    map.set("p", Y.Array.from(encodePoints(stroke)));
    return;
  }
  const points = stored as Y.Array<number>;
  if (isDrawn) {
    const more = encodePoints(stroke, countPoints(stroke, points));
    if (more.length > 0) points.push(more);
    return;
  }
  const all = encodePoints(stroke);
  const before = points.toArray();
  if (before.every((one, at) => one === all[at])) {
    if (all.length > before.length) points.push(all.slice(before.length));
  } else {
    map.set("p", Y.Array.from(all));
  }
}

const inOrder = (elements: ExcalidrawElement[]): ExcalidrawElement[] =>
  elements.sort((one, other) => compare(one.index ?? "~", other.index ?? "~") || compare(one.id, other.id));

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
