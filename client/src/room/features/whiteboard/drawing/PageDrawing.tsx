import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";

import type { PageOverlayProps } from "../../../feature";
import { useRoom, useService } from "../../../roomContext";
import { useCompact } from "../../../view/useCompact";
import { selectMayDraw } from "../boards";
import { imagesService } from "../images/imagesService";
import { ImageUploads } from "../images/ImageUploads";
import { Canvas } from "./Canvas";
import { Refusal, Saving } from "./DocumentStatus";
import { Sketch } from "./sketch";
import { Texts } from "./Texts";
import { Toolbar } from "./Toolbar";
import { useSharedDocument } from "./useSharedDocument";
import { useVisiblePart } from "./useVisiblePart";

export interface PageDrawingProps extends PageOverlayProps {
  /** Somebody has drawn on this page. */
  begun: boolean;
  /** This person draws, while it is allowed. */
  active: boolean;
  onDone: () => void;
}

/** What is drawn on a page of a document, and what one draws with there. */
export default function PageDrawing({ documentId, pageNumber, scale, tools, begun, active, onDone }: PageDrawingProps) {
  const { t } = useTranslation("board");
  const name = `${documentId}:${String(pageNumber)}`;
  const document = useSharedDocument("drawing", name, begun);
  const images = useService(imagesService).of("drawing", name);
  // On a phone the button with which drawing began ends it.
  const compact = useCompact();
  const mayDraw = useRoom(selectMayDraw);
  const [sketch] = useState(() => new Sketch("red"));
  const { marker, part } = useVisiblePart(scale);
  useEffect(() => document?.allow(mayDraw), [document, mayDraw]);
  return (
    <>
      <span ref={marker} hidden />
      {document && part && (
        <Canvas
          document={document}
          images={images}
          sketch={sketch}
          label={t("pageLabel", { page: pageNumber })}
          page={part}
          active={active}
        />
      )}
      <Texts sketch={sketch} />
      {document &&
        active &&
        tools &&
        createPortal(
          <>
            <Refusal document={document} />
            <Toolbar sketch={sketch} images={images} fixed {...(!compact && { onDone })} />
            <ImageUploads images={images} />
            <Saving document={document} />
          </>,
          tools,
        )}
    </>
  );
}
