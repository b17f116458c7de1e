import { useTranslation } from "react-i18next";
import { useStore } from "zustand";

import type { Sketch } from "./sketch";

/** A drawing says nothing to those who cannot see it; its texts do. */
export function Texts({ sketch }: { sketch: Sketch }) {
  const { t } = useTranslation("board");
  const texts = useStore(sketch.state, (state) => state.texts);
  if (texts.length === 0) return null;
  return (
    <ul className="visually-hidden" aria-label={t("texts")}>
      {texts.map((text, at) => (
        <li key={`${at} ${text}`}>{text}</li>
      ))}
    </ul>
  );
}
