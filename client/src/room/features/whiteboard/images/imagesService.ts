/** The images of all drawings of a stay: what is sent goes on while its drawing is not shown. */

import { UploadQueue } from "../../../documents/upload";
import { defineService, type FeatureService, type RoomFeature, type Session } from "../../../feature";
import type { Images } from "../../../protocol.generated";
import { DrawingImages, type DrawingKind } from "./drawingImages";

class ImagesService implements FeatureService {
  private readonly drawings = new Map<string, DrawingImages>();
  private readonly queue: UploadQueue;

  constructor(private readonly session: Session) {
    this.queue = new UploadQueue(session, "/room/images");
  }

  /** The images of the drawing that is called so on the document socket. */
  of(kind: DrawingKind, name: string): DrawingImages {
    const key = `${kind} ${name}`;
    const known = this.drawings.get(key);
    if (known) return known;
    const made = new DrawingImages(this.session, this.queue, kind, name, async (image, spot) => {
      const { placeUnseen } = await import("../drawing/placeUnseen");
      await placeUnseen(this.session, made, image, spot);
    });
    this.drawings.set(key, made);
    return made;
  }

  receive(images: Images): void {
    this.of(images.kind, images.drawing).receive(images);
  }

  stop(): void {
    this.queue.stop();
  }
}

export const imagesService = defineService("whiteboard", (session) => new ImagesService(session));

export const effects: RoomFeature["effects"] = {
  images: (images, session) => imagesService.of(session).receive(images),
};
