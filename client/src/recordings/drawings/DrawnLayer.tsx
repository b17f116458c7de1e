import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import type { MasterClock } from "../masterClock";
import styles from "../PlayerStage.module.css";
import type { Box } from "./growth";
import { LARGEST, Painter } from "./Painter";
import type { LoadedDrawing } from "./useDrawing";
import { usePictures } from "./usePictures";

interface Props {
  drawing: LoadedDrawing;
  partUrl: string;
  clock: MasterClock;
  /** The part of the drawing that is seen. */
  frame: Box;
  /** Follows the colors of the page; what lies over a page does not. */
  board?: boolean;
}

/** What had been drawn then. It is painted only when something of it changes. */
export function DrawnLayer({ drawing: { growth, files }, partUrl, clock, frame, board = false }: Props) {
  const { t } = useTranslation("recordings");
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const dark = board && scheme === "dark";
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<Painter | null>(null);
  const step = useStore(clock.state, ({ time }) => growth.stepAt(time));
  const elements = useMemo(() => growth.elementsAt(step), [growth, step]);
  const pictures = usePictures(partUrl, files);
  const size = usePixels(canvas);
  const scale = scaleOf(frame, size);

  useEffect(() => {
    if (!canvas.current) return undefined;
    const made = new Painter(canvas.current, () => import("./paint").then(({ paint }) => paint));
    painter.current = made;
    return () => made.stop();
  }, []);

  useEffect(() => {
    if (scale > 0) painter.current?.want({ elements, files: pictures, frame, scale, dark }, `${step}`);
  }, [elements, step, pictures, frame, scale, dark]);

  const texts = elements.flatMap(({ text }) => (typeof text === "string" && text.trim() !== "" ? [text] : []));
  return (
    <>
      <canvas ref={canvas} className={styles.drawn} data-board={board || undefined} aria-hidden="true" />
      {texts.length > 0 ? (
        <ul className="visually-hidden" aria-label={t("drawnTexts")}>
          {texts.map((text, number) => (
            <li key={number}>{text}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

interface Pixels {
  width: number;
  height: number;
}

/** Pixels of the screen that an element takes. */
function usePixels(canvas: React.RefObject<HTMLCanvasElement | null>): Pixels {
  const [size, setSize] = useState<Pixels>({ width: 0, height: 0 });
  useEffect(() => {
    if (!canvas.current) return undefined;
    const element = canvas.current;
    const measure = () => {
      const dense = window.devicePixelRatio || 1;
      setSize({ width: element.clientWidth * dense, height: element.clientHeight * dense });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [canvas]);
  return size;
}

/** Pixels of a unit: as many as the screen shows. */
function scaleOf(frame: Box, size: Pixels): number {
  const fitting = Math.min(size.width / frame.width, size.height / frame.height);
  return Math.min(fitting, LARGEST / Math.max(frame.width, frame.height));
}
