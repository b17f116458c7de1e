import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";

import type { PageOverlayProps } from "../../../feature";
import { useRoom } from "../../../roomContext";
import { useCompact } from "../../../view/useCompact";
import { selectMayDraw } from "../boards";
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
  const document = useSharedDocument("drawing", `${documentId}:${String(pageNumber)}`, begun);
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
            <Toolbar sketch={sketch} fixed {...(!compact && { onDone })} />
            <Saving document={document} />
          </>,
          tools,
        )}
    </>
  );
}
