/** The images of one drawing: those on their way to the server, and where the browser gets those that are there. */

import type { ParseKeys } from "i18next";
import { createStore } from "zustand/vanilla";

import { randomKey } from "../../../../browser/randomKey";
import type { UploadFailure, UploadQueue, UploadResult } from "../../../documents/upload";
import type { Session } from "../../../feature";
import type { GetImages, Images } from "../../../protocol.generated";

/** A whiteboard, or a page of a document. */
export type DrawingKind = GetImages["kind"];

/** An image that the server has; `fileId` is by what elements name it. */
export interface StoredImage {
  fileId: string;
  /** In pixels, as it is shown. */
  width: number;
  height: number;
}

/** Where an image is put: its middle, and the size that it may have there, in units of the drawing. */
export interface Spot {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What shows the drawing, and puts images on it. */
export interface ImageSurface {
  place: (image: StoredImage, spot: Spot) => void;
}

export type FailureText = ParseKeys<"board">;

export interface ImageUpload {
  key: string;
  name: string;
  /** From 0 to 1; null while it waits for others. */
  sent: number | null;
  failure: FailureText | null;
  /** Another attempt may succeed. */
  again: boolean;
}

/** Types of files that can be images of a drawing; the server looks at what is inside. */
export const IMAGE_TYPES: readonly string[] = ["image/png", "image/jpeg", "image/webp", "image/gif"];

/** Any kind of image: one that cannot be put on a drawing is refused, and means nothing else. */
export const isImage = ({ type }: { type: string }): boolean => type.startsWith("image/");

const FAILURES: Readonly<Record<string, FailureText>> = {
  image_type: "imageFailure.type",
  image_damaged: "imageFailure.damaged",
  image_too_large: "imageFailure.pixels",
  too_large: "imageFailure.large",
  storage_full: "imageFailure.full",
  limit_reached: "imageFailure.limit",
  not_allowed: "imageFailure.role",
  unknown_document: "imageFailure.gone",
  network: "imageFailure.network",
};

/** After these another attempt ends as the first. */
const FOR_GOOD: ReadonlySet<UploadFailure> = new Set([
  "image_type",
  "image_damaged",
  "image_too_large",
  "too_large",
  "unknown_document",
]);

/** As many as the server tells of at a time. */
const AT_A_TIME = 100;
/** Milliseconds for which an address is good, at least. */
const GOOD_FOR = 50 * 60_000;

export class DrawingImages {
  readonly uploads = createStore<readonly ImageUpload[]>(() => []);
  private readonly files = new Map<string, { file: File; spot: Spot }>();
  private readonly addresses = new Map<string, { url: string; until: number }>();
  private surface: ImageSurface | null = null;

  /** `kind`, `name`: of the drawing, as on the document socket. `placeUnseen`: where it is not shown at the moment. */
  constructor(
    private readonly session: Session,
    private readonly queue: UploadQueue,
    readonly kind: DrawingKind,
    readonly name: string,
    private readonly placeUnseen: (image: StoredImage, spot: Spot) => Promise<void>,
  ) {}

  /** Images are put on this surface from now on, until the function that it gives is called. */
  attach(surface: ImageSurface): () => void {
    this.surface = surface;
    return () => {
      if (this.surface === surface) this.surface = null;
    };
  }

  /** Sends an image, and puts it on the drawing once the server has it. */
  bring(file: File, spot: Spot): void {
    const key = this.add(file, spot);
    void this.send(key);
  }

  /** Sends an image that is part of something else; null where it was not taken (it can be brought alone then). */
  store(file: File, spot: Spot): Promise<StoredImage | null> {
    return this.transmit(this.add(file, spot));
  }

  retry(key: string): void {
    this.change(key, { failure: null, sent: null });
    void this.send(key);
  }

  /** Takes one off the list, whether it waits, is under way or failed. */
  dismiss(key: string): void {
    this.remove(key);
    this.queue.remove(key);
  }

  /**
   * Where the browser gets these images, by their ids, without those that the drawing does not have; null where that could
   * not be asked.
   */
  async find(fileIds: readonly string[]): Promise<ReadonlyMap<string, string> | null> {
    const now = Date.now();
    const unknown = fileIds.filter((id) => (this.addresses.get(id)?.until ?? 0) < now);
    for (let at = 0; at < unknown.length; at += AT_A_TIME) {
      const asked = unknown.slice(at, at + AT_A_TIME);
      const done = await this.session.send({
        type: "getImages",
        kind: this.kind,
        drawing: this.name,
        fileIds: asked,
      });
      if (!done) return null;
    }
    return new Map(fileIds.flatMap((id) => this.addressOf(id)));
  }

  private addressOf(id: string): [string, string][] {
    const known = this.addresses.get(id);
    return known ? [[id, known.url]] : [];
  }

  /** The server has told where images are. */
  receive({ images }: Images): void {
    const until = Date.now() + GOOD_FOR;
    for (const { fileId, url } of images) this.addresses.set(fileId, { url, until });
  }

  private add(file: File, spot: Spot): string {
    const key = randomKey();
    const upload: ImageUpload = { key, name: file.name, sent: null, failure: null, again: true };
    this.files.set(key, { file, spot });
    this.uploads.setState((uploads) => [...uploads, upload], true);
    return key;
  }

  private async send(key: string): Promise<void> {
    const spot = this.files.get(key)?.spot;
    const image = await this.transmit(key);
    if (!image || !spot) return;
    if (this.surface) this.surface.place(image, spot);
    else await this.placeUnseen(image, spot);
  }

  private async transmit(key: string): Promise<StoredImage | null> {
    const known = this.files.get(key);
    if (!known) return null;
    const result = await this.sendFile(key, known.file);
    // Taken off the list meanwhile.
    if (!this.files.has(key)) return null;
    const image = result.failure === null ? readImage(result.text) : null;
    if (image) this.remove(key);
    else this.fail(key, result.failure ?? "other");
    return image;
  }

  private sendFile(key: string, file: File): Promise<UploadResult> {
    if (!IMAGE_TYPES.includes(file.type)) return Promise.resolve({ failure: "image_type" });
    this.queue.add(key, file);
    const query = () => ({ kind: this.kind, drawing: this.name });
    return this.queue.send(key, query, (sent) => this.change(key, { sent }));
  }

  private fail(key: string, failure: UploadFailure): void {
    this.change(key, {
      sent: null,
      failure: FAILURES[failure] ?? "imageFailure.other",
      again: !FOR_GOOD.has(failure),
    });
  }

  private change(key: string, change: Partial<ImageUpload>): void {
    this.uploads.setState((uploads) => uploads.map((one) => (one.key === key ? { ...one, ...change } : one)), true);
  }

  private remove(key: string): void {
    this.files.delete(key);
    this.uploads.setState((uploads) => uploads.filter((one) => one.key !== key), true);
  }
}

function readImage(text: string): StoredImage | null {
  try {
    const { fileId, width, height } = JSON.parse(text) as Partial<StoredImage>;
    return typeof fileId === "string" && Number(width) > 0 && Number(height) > 0
      ? { fileId, width: Number(width), height: Number(height) }
      : null;
  } catch {
    return null;
  }
}
