/** Puts an image on a drawing that is not shown here at the moment. */

import { SharedDocument } from "../../../documents/sharedDocument";
import type { Session } from "../../../feature";
import type { DrawingImages, Spot, StoredImage } from "../images/drawingImages";
import { type ElementMap, elementMap } from "./elements";
import { imageElement } from "./imageElements";

/** Milliseconds in which the drawing has to come. */
const PATIENCE = 30_000;

/** Never rejects: where the drawing is gone, so is what was meant for it. */
export async function placeUnseen(
  session: Session,
  { kind, name }: Pick<DrawingImages, "kind" | "name">,
  image: StoredImage,
  spot: Spot,
): Promise<void> {
  const shared = new SharedDocument(session, kind, name);
  try {
    const element = imageElement(image, spot);
    if (!element || !(await shared.ready(PATIENCE))) return;
    shared.state.getState().doc.getMap<ElementMap>("elements").set(element.id, elementMap(element));
    await shared.stored();
  } finally {
    shared.destroy();
  }
}
