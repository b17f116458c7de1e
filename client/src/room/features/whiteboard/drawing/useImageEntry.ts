import { type DragEvent, type RefObject, useEffect, useEffectEvent, useState } from "react";

import { type DrawingImages, isImage } from "../images/drawingImages";
import type { Sketch } from "./sketch";

const WRITTEN_IN = "input, textarea, [contenteditable]";

interface Options {
  box: RefObject<HTMLElement | null>;
  sketch: Sketch;
  images: DrawingImages;
  /** This person draws here now. */
  draws: boolean;
}

/**
 * Images that are dropped on a drawing, or pasted where one draws, are put on it. Other files are for the room, as those
 * that are dropped beside the drawing: Excalidraw would put them in the place of all that is drawn.
 */
export function useImageEntry({ box, sketch, images, draws }: Options) {
  const [over, setOver] = useState(false);

  const paste = useEffectEvent((event: ClipboardEvent) => {
    const { activeElement } = document;
    const here = activeElement === document.body || box.current?.contains(activeElement);
    if (!draws || !here || activeElement?.closest(WRITTEN_IN) || !event.clipboardData) return;
    const files = [...event.clipboardData.files].filter(isImage);
    const pasted = files.length > 0 ? files : svgIn(event.clipboardData);
    if (pasted.length === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    sketch.bring(images, pasted);
  });
  useEffect(() => {
    // Before Excalidraw and the room, which listen at the document.
    const listener = (event: ClipboardEvent) => paste(event);
    window.addEventListener("paste", listener, { capture: true });
    return () => window.removeEventListener("paste", listener, { capture: true });
  }, []);

  const drag = (event: DragEvent) => {
    if (!draws || !hasImages(event.dataTransfer)) return;
    // The room takes what nobody else does.
    event.preventDefault();
    setOver(true);
  };
  return {
    over,
    onDragEnterCapture: drag,
    onDragOverCapture: drag,
    onDragLeave: (event: DragEvent) => {
      const inside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
      if (!inside) setOver(false);
    },
    onDropCapture: (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      const { clientX, clientY } = event;
      const files = [...event.dataTransfer.files];
      const mine = draws ? files.filter(isImage) : [];
      if (mine.length > 0) sketch.bring(images, mine, { clientX, clientY });
      leaveToRoom(files.filter((file) => !mine.includes(file)));
    },
  };
}

const hasImages = ({ items }: DataTransfer): boolean =>
  [...items].some((item) => item.kind === "file" && isImage(item));

/** Excalidraw would make an image of such a text; ours says why there is none. */
function svgIn(data: DataTransfer): File[] {
  const text = data.getData("text/plain").trim();
  return text.startsWith("<svg") && text.endsWith("</svg>") ? [new File([text], "SVG", { type: "image/svg+xml" })] : [];
}

function leaveToRoom(files: readonly File[]): void {
  if (files.length === 0) return;
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  window.document.dispatchEvent(new window.DragEvent("drop", { dataTransfer, cancelable: true }));
}
