/** Tells the person which device took over, which is used again, and that a background went off by itself. */

import type { Session } from "../../feature";

const TEXTS = {
  gone: { microphone: "device.gone_microphone", camera: "device.gone_camera", speaker: "device.gone_speaker" },
  back: { microphone: "device.back_microphone", camera: "device.back_camera", speaker: "device.back_speaker" },
} as const;

/** Returns the function that ends it. */
export function tellDeviceNews(session: Session): () => void {
  const { state, effects } = session.local;
  const ends = [
    state.subscribe(({ news }, before) => {
      if (!news || news === before.news) return;
      session.notify({ tone: "shown", text: TEXTS[news.what][news.kind], values: { name: news.name } });
    }),
    effects.state.subscribe(({ backgroundState }, before) => {
      if (backgroundState !== "slow" || before.backgroundState === "slow") return;
      session.notify({ tone: "warning", text: "effects.background_slow" });
    }),
  ];
  return () => ends.forEach((end) => end());
}
