import "@excalidraw/excalidraw/index.css";
import "../../../../ui/excalidraw.css";

import { CaptureUpdateAction, Excalidraw, restoreElements } from "@excalidraw/excalidraw";
import type { AppState, ExcalidrawImperativeAPI, ExcalidrawProps } from "@excalidraw/excalidraw/types";
import { useComputedColorScheme } from "@mantine/core";
import { type SyntheticEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import { keepPageLanguage, languageCode } from "../../../../ui/excalidrawLanguage";
import type { SharedDocument } from "../../../documents/sharedDocument";
import type { DrawingImages } from "../images/drawingImages";
import { Binding } from "./binding";
import styles from "./Drawing.module.css";
import { showPeople } from "./collaborators";
import { keepKey } from "./keys";
import { leaveToPage } from "./leaveToPage";
import { hasImages } from "./pasting";
import type { ScreenPoint, Sketch, View } from "./sketch";
import { useImageEntry } from "./useImageEntry";

interface Props {
  document: SharedDocument;
  images: DrawingImages;
  sketch: Sketch;
  label: string;
  grid?: boolean;
  /** Over a page of a document: the part of it that is seen. */
  page?: PagePart;
  /** This person draws here now; else the drawing is looked at. */
  active?: boolean;
}

/** A part of a page in CSS pixels; `scale`: of them in a unit of the page. */
export interface PagePart {
  left: number;
  top: number;
  width: number;
  height: number;
  scale: number;
}

const viewOf = ({ left, top, scale }: PagePart): View => ({
  zoom: scale,
  scrollX: -left / scale,
  scrollY: -top / scale,
});

/** What drawing means here is said by our own tools. */
const OPTIONS: NonNullable<ExcalidrawProps["UIOptions"]> = {
  canvasActions: {
    changeViewBackgroundColor: false,
    clearCanvas: false,
    export: false,
    loadScene: false,
    saveToActiveFile: false,
    saveAsImage: false,
    toggleTheme: false,
  },
  // Ours has the server look at images first.
  tools: { image: false },
};

const BEGINNING: Partial<AppState> = {
  currentItemRoughness: 0,
  currentItemFontFamily: 6,
  currentItemRoundness: "round",
  viewBackgroundColor: "#ffffff",
};

const beginningOn = (page: PagePart): Partial<AppState> => {
  const { zoom, ...scroll } = viewOf(page);
  return {
    ...BEGINNING,
    ...scroll,
    zoom: { value: zoom as AppState["zoom"]["value"] },
    viewBackgroundColor: "transparent",
  };
};

const NO_VIEW: View = { zoom: 1, scrollX: 0, scrollY: 0 };

/** The surface on which people draw: Excalidraw, kept equal with the document. */
export function Canvas({ document, images, sketch, label, grid = false, page, active = true }: Props) {
  const { i18n } = useTranslation();
  const theme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const doc = useStore(document.state, ({ doc }) => doc);
  const awareness = useStore(document.state, ({ awareness }) => awareness);
  const mayWrite = useStore(document.state, ({ mayWrite }) => mayWrite);
  const box = useRef<HTMLDivElement>(null);
  const [api, setApi] = useState<ExcalidrawImperativeAPI | null>(null);
  const [started, setStarted] = useState(false);
  const pointer = useRef<ScreenPoint>({ clientX: 0, clientY: 0 });
  const binding = useRef<Binding | null>(null);
  const onPage = page !== undefined;
  const draws = mayWrite && active;
  const { over, ...entry } = useImageEntry({ box, sketch, images, draws });

  useEffect(() => keepPageLanguage(i18n), [i18n]);

  useEffect(() => {
    if (!api || !started || !box.current) return undefined;
    const element = box.current;
    sketch.start(api, element);
    sketch.followHistory();
    const observer = new MutationObserver(() => sketch.followHistory());
    observer.observe(element, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"] });
    return () => {
      observer.disconnect();
      sketch.stop();
    };
  }, [api, started, sketch]);

  // What was drawn last is written before the document is closed, which effects do.
  useLayoutEffect(() => {
    if (!api || !started) return undefined;
    if (onPage) sketch.empty();
    const bound = new Binding({
      doc,
      scene: api,
      restore: (elements) => restoreElements(elements, null),
      captureUpdate: CaptureUpdateAction.NEVER,
      mayWrite: () => document.state.getState().mayWrite,
    });
    binding.current = bound;
    const stopShowing = showPeople(awareness, api);
    const stopImages = sketch.showImages(images, api);
    let fitted = false;
    const fit = () => {
      if (onPage || fitted || document.state.getState().status !== "ready") return;
      fitted = true;
      sketch.fit();
    };
    const unwatch = document.state.subscribe(fit);
    const frame = requestAnimationFrame(fit);
    return () => {
      cancelAnimationFrame(frame);
      unwatch();
      stopShowing();
      stopImages();
      bound.destroy();
      binding.current = null;
    };
  }, [api, started, doc, awareness, document, images, sketch, onPage]);

  const { zoom, scrollX, scrollY } = page ? viewOf(page) : NO_VIEW;
  const width = page?.width;
  const height = page?.height;
  useLayoutEffect(() => {
    if (onPage && started) sketch.hold({ zoom, scrollX, scrollY });
  }, [onPage, started, sketch, zoom, scrollX, scrollY, width, height]);

  useEffect(() => (onPage && box.current ? leaveToPage(box.current) : undefined), [onPage]);

  const point: ExcalidrawProps["onPointerUpdate"] = ({ pointer: { x, y, tool }, button }) => {
    // Others see what is pointed at where the drawing is begun.
    if (tool === "laser" && button === "down") document.begin();
    awareness.setLocalStateField("cursor", {
      x: Math.round(x),
      y: Math.round(y),
      laser: tool === "laser",
      down: button === "down",
    });
  };

  // A page is not turned or moved by what draws on it.
  const stopOnPage = (event: SyntheticEvent) => {
    if (onPage) event.stopPropagation();
  };

  return (
    <div
      ref={box}
      className={styles.canvas}
      data-page={onPage || undefined}
      data-over={over || undefined}
      style={page && { left: page.left, top: page.top, width: page.width, height: page.height }}
      inert={!active}
      role="group"
      aria-label={label}
      onKeyDownCapture={(event) => keepKey(event, sketch, mayWrite)}
      onKeyDown={(event) => {
        // Keys that mean something here mean nothing to the room meanwhile.
        if (event.key !== "Tab") event.stopPropagation();
      }}
      {...entry}
      onPointerMoveCapture={({ clientX, clientY }) => {
        pointer.current = { clientX, clientY };
      }}
      onPointerDown={stopOnPage}
      onTouchStart={stopOnPage}
      onPointerEnter={() => onPage && api?.refresh()}
      onPointerLeave={() => awareness.setLocalStateField("cursor", null)}
    >
      <Excalidraw
        excalidrawAPI={setApi}
        initialData={{ appState: page ? beginningOn(page) : BEGINNING }}
        langCode={languageCode(i18n.language)}
        theme={page ? "light" : theme}
        viewModeEnabled={!draws}
        gridModeEnabled={grid}
        isCollaborating
        aiEnabled={false}
        validateEmbeddable={false}
        handleKeyboardGlobally={false}
        UIOptions={OPTIONS}
        onChange={(elements, state) => {
          if (!started && !state.isLoading) setStarted(true);
          binding.current?.changed();
          sketch.follow(elements, state);
        }}
        onPaste={(pasted) => {
          if (!hasImages(pasted)) return true;
          if (draws) sketch.paste(images, pasted, pointer.current);
          return false;
        }}
        onPointerUp={() => binding.current?.changed()}
        onPointerUpdate={point}
        onScrollChange={() => sketch.keepView()}
        onLinkOpen={(_, event) => event.preventDefault()}
      />
    </div>
  );
}
