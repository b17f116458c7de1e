/** Loads the images that are seen on a drawing, each once, and again after a pause where that failed. */

import type { ExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import type { BinaryFileData } from "@excalidraw/excalidraw/types";

import { pauseAfter } from "../../content/public";
import type { DrawingImages } from "../images/drawingImages";
import { imagesSeen, loadFile } from "./imageElements";

export interface ImageViewer {
  hasFile: (fileId: string) => boolean;
  addFile: (file: BinaryFileData) => void;
}

export class ImageLoader {
  /** Asked for, or not to be had: a placeholder is shown for these. */
  private readonly asked = new Set<string>();
  private wanted: readonly string[] = [];
  private loading: Promise<unknown> = Promise.resolve();
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ended = false;

  constructor(
    private readonly images: DrawingImages,
    private readonly viewer: ImageViewer,
  ) {}

  /** The drawing has these elements now. */
  follow(elements: readonly ExcalidrawElement[]): void {
    this.wanted = imagesSeen(elements);
    if (this.wanted.some((id) => this.isMissing(id))) this.load();
  }

  /** Resolves once what is seen is loaded, or cannot be for now. */
  async settled(): Promise<void> {
    await this.loading;
  }

  stop(): void {
    this.ended = true;
    clearTimeout(this.timer);
  }

  private isMissing(id: string): boolean {
    return !this.asked.has(id) && !this.viewer.hasFile(id);
  }

  private readonly load = (): void => {
    const missing = this.wanted.filter((id) => this.isMissing(id));
    for (const id of missing) this.asked.add(id);
    this.loading = Promise.all([this.loading, this.loadAll(missing)]);
  };

  private async loadAll(ids: readonly string[]): Promise<void> {
    const addresses = await this.images.find(ids);
    if (this.ended) return;
    if (!addresses) {
      this.retry(ids);
      return;
    }
    const failed = await Promise.all([...addresses].map(([id, url]) => this.loadOne(id, url)));
    this.retry(failed.flatMap((id) => id ?? []));
  }

  /** The id of an image that did not come, else null. */
  private async loadOne(id: string, url: string): Promise<string | null> {
    try {
      const file = await loadFile(id, url);
      if (!this.ended) this.viewer.addFile(file);
      return null;
    } catch {
      return id;
    }
  }

  private retry(ids: readonly string[]): void {
    if (ids.length === 0 || this.ended) return;
    this.failures += 1;
    for (const id of ids) this.asked.delete(id);
    clearTimeout(this.timer);
    this.timer = setTimeout(this.load, pauseAfter(this.failures));
  }
}
