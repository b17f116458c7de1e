import "@excalidraw/excalidraw/index.css";
import "../ui/excalidraw.css";

import { Excalidraw, restoreElements } from "@excalidraw/excalidraw";
import type { BinaryFiles, ExcalidrawImperativeAPI, ExcalidrawInitialDataState } from "@excalidraw/excalidraw/types";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { keepPageLanguage, languageCode } from "../ui/excalidrawLanguage";
import styles from "./Library.module.css";

interface Drawing {
  elements: NonNullable<ExcalidrawInitialDataState["elements"]>;
  files: BinaryFiles;
}

/** A drawing to be looked at, moved and enlarged. */
export default function BoardPicture({ file, label }: { file: string; label: string }) {
  const { t, i18n } = useTranslation("library");
  const theme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const [scene, setScene] = useState<ExcalidrawImperativeAPI | null>(null);
  const [loaded, setLoaded] = useState(false);
  const { elements, files } = useMemo(() => JSON.parse(file) as Drawing, [file]);
  useEffect(() => keepPageLanguage(i18n), [i18n]);
  useEffect(() => {
    // What is loaded later would be somewhere beside the window.
    if (!scene || !loaded) return undefined;
    const frame = requestAnimationFrame(() => scene.scrollToContent(undefined, FITTING));
    return () => cancelAnimationFrame(frame);
  }, [scene, loaded]);
  if (elements.length === 0) return <p className={styles.boardEmpty}>{t("boards.nothingDrawn")}</p>;
  return (
    <div className={styles.board} role="group" aria-label={label}>
      <Excalidraw
        excalidrawAPI={setScene}
        initialData={{ elements: restoreElements(elements, null), files, appState: { viewBackgroundColor: "#ffffff" } }}
        langCode={languageCode(i18n.language)}
        theme={theme}
        viewModeEnabled
        zenModeEnabled
        aiEnabled={false}
        validateEmbeddable={false}
        handleKeyboardGlobally={false}
        UIOptions={{ canvasActions: CANVAS_ACTIONS }}
        onChange={(_, { isLoading }) => !isLoading && setLoaded(true)}
        onLinkOpen={(_, event) => event.preventDefault()}
      />
    </div>
  );
}

/** All of it, with a margin, and no larger than it was drawn. */
const FITTING = { fitToViewport: true, viewportZoomFactor: 0.9, maxZoom: 1 } as const;

/** Nothing of Excalidraw's own menu: the file is had from the list. */
const CANVAS_ACTIONS = {
  changeViewBackgroundColor: false,
  clearCanvas: false,
  export: false,
  loadScene: false,
  saveToActiveFile: false,
  saveAsImage: false,
  toggleTheme: false,
} as const;
