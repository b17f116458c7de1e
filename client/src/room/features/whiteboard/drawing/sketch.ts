/** What a person draws with: the tool, its color and width, and what can be done with the drawing. */

import {
  CaptureUpdateAction,
  exportToBlob,
  getCommonBounds,
  newElementWith,
  viewportCoordsToSceneCoords,
} from "@excalidraw/excalidraw";
import type { ExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import type { AppState, BinaryFiles, ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { createStore } from "zustand/vanilla";

import type { DrawingImages, ImageSurface, Spot, StoredImage } from "../images/drawingImages";
import { imageElement } from "./imageElements";
import { ImageLoader } from "./imageLoader";
import { type Pasted, withStoredImages } from "./pasting";
import { type Color, COLORS, HIGHLIGHTER, type Tool, TOOLS, type Width, WIDTHS } from "./tools";

export interface SketchState {
  tool: Tool;
  color: Color;
  width: Width;
  canUndo: boolean;
  canRedo: boolean;
  /** How large the drawing is seen, 1 as it was drawn. */
  zoom: number;
  /** Something is drawn. */
  filled: boolean;
  /** The texts of the drawing, for those who cannot see it. */
  texts: readonly string[];
}

/** Excalidraw's own declaration names a package that does not come with it. */
const toBlob = exportToBlob as (drawing: {
  elements: readonly ExcalidrawElement[];
  files: BinaryFiles;
  appState: Partial<AppState>;
  exportPadding: number;
  mimeType: string;
  getDimensions: (width: number, height: number) => { width: number; height: number; scale: number };
}) => Promise<Blob>;

const UNDO = '[data-testid="button-undo"]';
const REDO = '[data-testid="button-redo"]';
const SMALLEST = 0.1;
const LARGEST = 8;
const STEP = 1.25;
/** Pixels: larger canvases are empty in some browsers. */
const LARGEST_PICTURE = 8192;
/** The part of what is seen that an image takes when it is put there. */
const IMAGE_PART = 0.6;
/** Pixels between images that are put there together. */
const IMAGE_STEP = 24;

/** A place on the screen. */
export interface ScreenPoint {
  clientX: number;
  clientY: number;
}

/** What is seen of a drawing: how large, and the place of its point 0, 0 in units of the drawing. */
export interface View {
  zoom: number;
  scrollX: number;
  scrollY: number;
}

export class Sketch implements ImageSurface {
  readonly state = createStore<SketchState>(() => ({
    tool: "pen",
    color: "ink",
    width: "medium",
    canUndo: false,
    canRedo: false,
    zoom: 1,
    filled: false,
    texts: [],
  }));
  private api: ExcalidrawImperativeAPI | null = null;
  /** How much of a page is seen, which drawing does not change; null on a board. */
  private held: View | null = null;
  private box: HTMLElement | null = null;
  private images: DrawingImages | null = null;
  private loader: ImageLoader | null = null;
  private openFileDialog: (() => void) | null = null;

  /** `color`: with which a person begins. */
  constructor(color: Color = "ink") {
    this.state.setState({ color });
  }

  /** Excalidraw is there, in this element. */
  start(api: ExcalidrawImperativeAPI, box: HTMLElement): void {
    this.api = api;
    this.box = box;
    this.applyStyle();
    this.applyTool();
  }

  stop(): void {
    this.api = null;
    this.box = null;
  }

  /** Excalidraw says how it is now. */
  follow(elements: readonly ExcalidrawElement[], { activeTool, zoom }: AppState): void {
    if (!this.api) return;
    const { tool, ...before } = this.state.getState();
    const there = elements.filter(({ isDeleted }) => !isDeleted);
    this.loader?.follow(there);
    const texts = there.flatMap((one) => (one.type === "text" && one.text.trim() !== "" ? [one.text] : []));
    // Escape ends a tool, and a text that was written ends its own.
    const now = TOOLS[tool].type === activeTool.type ? tool : (toolOf(activeTool.type) ?? tool);
    this.state.setState({
      tool: now,
      zoom: zoom.value,
      filled: there.length > 0,
      texts: same(texts, before.texts) ? before.texts : texts,
    });
    if (now !== tool) this.applyStyle();
  }

  /** Excalidraw's own buttons, which nobody sees, say what can be undone. */
  followHistory(): void {
    const can = (selector: string) => this.box?.querySelector<HTMLButtonElement>(selector)?.disabled === false;
    this.state.setState({ canUndo: can(UNDO), canRedo: can(REDO) });
  }

  choose(tool: Tool): void {
    this.state.setState({ tool });
    this.applyStyle();
    this.applyTool();
  }

  setColor(color: Color): void {
    this.state.setState({ color });
    this.applyStyle();
    this.restyle(() => ({ strokeColor: COLORS[color] }));
  }

  setWidth(width: Width): void {
    this.state.setState({ width });
    this.applyStyle();
    this.restyle((one) => ({ strokeWidth: WIDTHS[width] * (isHighlighted(one) ? HIGHLIGHTER.width : 1) }));
  }

  undo(): void {
    this.box?.querySelector<HTMLButtonElement>(UNDO)?.click();
  }

  redo(): void {
    this.box?.querySelector<HTMLButtonElement>(REDO)?.click();
  }

  /** Deletes all that is drawn; this person can undo it. */
  clear(): void {
    this.change((one) => (one.isDeleted ? one : newElementWith(one, { isDeleted: true })), true);
  }

  zoomBy(direction: 1 | -1): void {
    const state = this.api?.getAppState();
    if (!state) return;
    const before = state.zoom.value;
    const value = Math.min(LARGEST, Math.max(SMALLEST, before * STEP ** direction)) as AppState["zoom"]["value"];
    // What is in the middle stays there.
    const moved = (length: number) => (length / 2) * (1 / value - 1 / before);
    this.setView({
      zoom: { value },
      scrollX: state.scrollX + moved(state.width),
      scrollY: state.scrollY + moved(state.height),
    });
  }

  /** Shows all that is drawn, not larger than it was drawn. */
  fit(): void {
    const state = this.api?.getAppState();
    const elements = this.api?.getSceneElements() ?? [];
    if (!state || elements.length === 0) return;
    const [left, top, right, bottom] = getCommonBounds(elements);
    const margin = 32;
    const fitting = Math.min(
      1,
      (state.width - 2 * margin) / Math.max(1, right - left),
      (state.height - 2 * margin) / Math.max(1, bottom - top),
    );
    const value = Math.max(SMALLEST, fitting) as AppState["zoom"]["value"];
    this.setView({
      zoom: { value },
      scrollX: state.width / 2 / value - (left + right) / 2,
      scrollY: state.height / 2 / value - (top + bottom) / 2,
    });
  }

  /** Shows the images of this drawing in Excalidraw, until the function that it gives is called. */
  showImages(images: DrawingImages, api: ExcalidrawImperativeAPI): () => void {
    const loader = new ImageLoader(images, {
      hasFile: (id) => id in api.getFiles(),
      addFile: (file) => api.addFiles([file]),
    });
    this.loader = loader;
    this.images = images;
    loader.follow(api.getSceneElements());
    const detach = images.attach(this);
    return () => {
      detach();
      loader.stop();
      if (this.loader === loader) this.loader = this.images = null;
    };
  }

  /** There is a file dialog for images, until the function that it gives is called. */
  offerImages(open: () => void): () => void {
    this.openFileDialog = open;
    return () => {
      if (this.openFileDialog === open) this.openFileDialog = null;
    };
  }

  chooseImages(): void {
    this.openFileDialog?.();
  }

  /** Sends images, which are put where `at` is on the screen, else in the middle of what is seen. */
  bring(images: DrawingImages, files: readonly File[], at?: ScreenPoint): void {
    files.forEach((file, number) => {
      const spot = this.spot(at, number * IMAGE_STEP);
      if (spot) images.bring(file, spot);
    });
  }

  /** Pastes elements with images at this place on the screen. */
  paste(images: DrawingImages, pasted: Pasted, at: ScreenPoint): void {
    const { api } = this;
    const spot = this.spot(at);
    if (!api || !spot) return;
    void withStoredImages(images, pasted, spot).then((elements) => {
      // Where another drawing is shown by now, it is not meant.
      if (this.api === api && this.images === images) this.add(elements);
    });
  }

  /** Puts an image on the drawing, which this person can undo. */
  place(image: StoredImage, spot: Spot): void {
    const element = imageElement(image, spot);
    if (element) this.add([element]);
  }

  private add(elements: readonly ExcalidrawElement[]): void {
    if (!this.api || elements.length === 0) return;
    const { cursorButton, editingTextElement } = this.api.getAppState();
    const free = cursorButton === "up" && !editingTextElement;
    // Now it can be moved; who is drawing meanwhile goes on with that.
    if (free) this.choose("select");
    this.api.updateScene({
      elements: [...this.api.getSceneElementsIncludingDeleted(), ...elements],
      ...(free && { appState: { selectedElementIds: Object.fromEntries(elements.map(({ id }) => [id, true])) } }),
      captureUpdate: CaptureUpdateAction.IMMEDIATELY,
    });
  }

  private spot(at?: ScreenPoint, shift = 0): Spot | null {
    const state = this.api?.getAppState();
    if (!state) return null;
    const { width, height, offsetLeft, offsetTop, zoom } = state;
    const { clientX, clientY } = at ?? { clientX: offsetLeft + width / 2, clientY: offsetTop + height / 2 };
    const { x, y } = viewportCoordsToSceneCoords({ clientX: clientX + shift, clientY: clientY + shift }, state);
    return { x, y, width: (width * IMAGE_PART) / zoom.value, height: (height * IMAGE_PART) / zoom.value };
  }

  /** All that is drawn as a picture, twice as fine as it was drawn; null where nothing is drawn. */
  async picture(mimeType: "image/png" | "image/jpeg"): Promise<Blob | null> {
    await this.loader?.settled();
    const elements = this.api?.getSceneElements() ?? [];
    if (!this.api || elements.length === 0) return null;
    const getDimensions = (width: number, height: number) => {
      const scale = Math.min(2, LARGEST_PICTURE / Math.max(width, height));
      return { width: width * scale, height: height * scale, scale };
    };
    return toBlob({
      elements,
      files: this.api.getFiles(),
      appState: { exportBackground: true, exportWithDarkMode: false, viewBackgroundColor: "#ffffff" },
      exportPadding: 24,
      mimeType,
      getDimensions,
    });
  }

  /** Shows this part of a page, and no other whatever fingers and wheels do. */
  hold(view: View): void {
    this.held = view;
    this.keepView();
    this.api?.refresh();
  }

  keepView(): void {
    const state = this.api?.getAppState();
    if (!state || !this.held) return;
    const { zoom, scrollX, scrollY } = this.held;
    if (state.zoom.value !== zoom || state.scrollX !== scrollX || state.scrollY !== scrollY)
      this.setView({ zoom: { value: zoom as AppState["zoom"]["value"] }, scrollX, scrollY });
  }

  /** Another page comes: nothing is drawn, nothing can be undone. */
  empty(): void {
    if (!this.api || this.api.getSceneElementsIncludingDeleted().length === 0) return;
    if (document.activeElement instanceof HTMLTextAreaElement && this.box?.contains(document.activeElement))
      document.activeElement.blur();
    const appState = { selectedElementIds: {}, newElement: null, editingTextElement: null };
    this.api.updateScene({ elements: [], appState, captureUpdate: CaptureUpdateAction.NEVER });
    const { history }: { history: { clear: () => void } } = this.api;
    history.clear();
  }

  focus(): void {
    this.box?.querySelector<HTMLElement>(".excalidraw")?.focus();
  }

  private setView(appState: Pick<AppState, "zoom" | "scrollX" | "scrollY">): void {
    this.api?.updateScene({ appState, captureUpdate: CaptureUpdateAction.NEVER });
  }

  private applyStyle(): void {
    const { tool, color, width } = this.state.getState();
    const style = tool === "highlighter" ? HIGHLIGHTER : { width: 1, opacity: 100 };
    this.api?.updateScene({
      appState: {
        currentItemStrokeColor: COLORS[color],
        currentItemStrokeWidth: WIDTHS[width] * style.width,
        currentItemOpacity: style.opacity,
      },
      captureUpdate: CaptureUpdateAction.NEVER,
    });
  }

  private applyTool(): void {
    const { type, stays } = TOOLS[this.state.getState().tool];
    this.api?.setActiveTool({ type, locked: stays });
  }

  /** What is selected gets a color or width that is chosen then. */
  private restyle(
    styleOf: (element: ExcalidrawElement) => Partial<Pick<ExcalidrawElement, "strokeColor" | "strokeWidth">>,
  ): void {
    const selected = this.selected();
    this.change((one) => (selected.has(one.id) ? newElementWith(one, styleOf(one)) : one), selected.size > 0);
  }

  private selected(): ReadonlySet<string> {
    return new Set(Object.keys(this.api?.getAppState().selectedElementIds ?? {}));
  }

  private change(changed: (element: ExcalidrawElement) => ExcalidrawElement, something: boolean): void {
    if (!this.api || !something) return;
    const elements = this.api.getSceneElementsIncludingDeleted().map(changed);
    this.api.updateScene({ elements, captureUpdate: CaptureUpdateAction.IMMEDIATELY });
  }
}

const isHighlighted = ({ type, opacity }: ExcalidrawElement) => type === "freedraw" && opacity === HIGHLIGHTER.opacity;

const toolOf = (type: string): Tool | undefined =>
  (Object.keys(TOOLS) as Tool[]).find((tool) => TOOLS[tool].type === type);

const same = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((text, at) => text === other[at]);
