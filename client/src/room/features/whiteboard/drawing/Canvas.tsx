import "@excalidraw/excalidraw/index.css";

import { CaptureUpdateAction, Excalidraw, restoreElements } from "@excalidraw/excalidraw";
import type { AppState, ExcalidrawImperativeAPI, ExcalidrawProps } from "@excalidraw/excalidraw/types";
import { useComputedColorScheme } from "@mantine/core";
import { type DragEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import type { SharedDocument } from "../../../documents/sharedDocument";
import { Binding } from "./binding";
import styles from "./Drawing.module.css";
import { keepPageLanguage, languageCode } from "./language";
import { showPeople } from "./collaborators";
import type { Sketch } from "./sketch";
import { toolByKey } from "./tools";

interface Props {
  document: SharedDocument;
  sketch: Sketch;
  label: string;
  grid?: boolean;
}

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
  tools: { image: false },
};

const BEGINNING: Partial<AppState> = {
  currentItemRoughness: 0,
  currentItemFontFamily: 6,
  currentItemRoundness: "round",
  viewBackgroundColor: "#ffffff",
};

/** The surface on which people draw: Excalidraw, kept equal with the document. */
export function Canvas({ document, sketch, label, grid = false }: Props) {
  const { i18n } = useTranslation();
  const theme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const doc = useStore(document.state, ({ doc }) => doc);
  const awareness = useStore(document.state, ({ awareness }) => awareness);
  const mayWrite = useStore(document.state, ({ mayWrite }) => mayWrite);
  const box = useRef<HTMLDivElement>(null);
  const [api, setApi] = useState<ExcalidrawImperativeAPI | null>(null);
  const [started, setStarted] = useState(false);
  const binding = useRef<Binding | null>(null);

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
    const bound = new Binding({
      doc,
      scene: api,
      restore: (elements) => restoreElements(elements, null),
      captureUpdate: CaptureUpdateAction.NEVER,
      mayWrite: () => document.state.getState().mayWrite,
    });
    binding.current = bound;
    const stopShowing = showPeople(awareness, api);
    let fitted = false;
    const fit = () => {
      if (fitted || document.state.getState().status !== "ready") return;
      fitted = true;
      sketch.fit();
    };
    const unwatch = document.state.subscribe(fit);
    const frame = requestAnimationFrame(fit);
    return () => {
      cancelAnimationFrame(frame);
      unwatch();
      stopShowing();
      bound.destroy();
      binding.current = null;
    };
  }, [api, started, doc, awareness, document, sketch]);

  const point: ExcalidrawProps["onPointerUpdate"] = ({ pointer: { x, y, tool }, button }) =>
    awareness.setLocalStateField("cursor", {
      x: Math.round(x),
      y: Math.round(y),
      laser: tool === "laser",
      down: button === "down",
    });

  return (
    <div
      ref={box}
      className={styles.canvas}
      role="group"
      aria-label={label}
      onKeyDownCapture={(event) => keepKey(event, sketch, mayWrite)}
      onKeyDown={(event) => {
        // Keys that mean something here mean nothing to the room meanwhile.
        if (event.key !== "Tab") event.stopPropagation();
      }}
      onDropCapture={refuseFiles}
      onPointerLeave={() => awareness.setLocalStateField("cursor", null)}
    >
      <Excalidraw
        excalidrawAPI={setApi}
        initialData={{ appState: BEGINNING }}
        langCode={languageCode(i18n.language)}
        theme={theme}
        viewModeEnabled={!mayWrite}
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
        onPointerUp={() => binding.current?.changed()}
        onPointerUpdate={point}
        onLinkOpen={(_, event) => event.preventDefault()}
      />
    </div>
  );
}

const WITH_CONTROL: ReadonlySet<string> = new Set(["a", "c", "d", "g", "v", "x", "y", "z"]);

/** Keys of Excalidraw that lead to what is not offered here go no farther; letters choose our tools. */
function keepKey(event: KeyboardEvent, sketch: Sketch, mayWrite: boolean): void {
  if (event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement) return;
  const control = event.ctrlKey || event.metaKey;
  if (control && !event.altKey ? WITH_CONTROL.has(event.key.toLowerCase()) : event.key.length > 1 || event.key === " ")
    return;
  event.stopPropagation();
  const tool = control || event.altKey || !mayWrite ? undefined : toolByKey(event.key);
  if (!tool) return;
  event.preventDefault();
  sketch.choose(tool);
}

/** A file would take the place of the whole drawing. */
function refuseFiles(event: DragEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
