/** What the page that shows the meeting in an IFRAME lets it do (docs/embedding.md). */

import { isEmbedded } from "./embedding";

/** What the room uses of what browsers keep from frames of other origins unless `allow` names it. */
export const FRAME_FEATURES = ["camera", "microphone", "display-capture", "fullscreen", "autoplay"] as const;

export type FrameFeature = (typeof FRAME_FEATURES)[number];

/** Of Chromium alone; other browsers do not tell a page what it may do. */
interface FeaturePolicy {
  features: () => string[];
  allowsFeature: (feature: string) => boolean;
}

const policyOf = (page: Document) => (page as Document & { featurePolicy?: FeaturePolicy }).featurePolicy;

/** The words that `allow` lacks; none where the page is not in a frame, or the browser does not tell. */
export function missingFeatures(): FrameFeature[] {
  const policy = isEmbedded() ? policyOf(document) : undefined;
  if (!policy) return [];
  const known = policy.features();
  return FRAME_FEATURES.filter((feature) => known.includes(feature) && !policy.allowsFeature(feature));
}

/** Whether a frame was refused something for a reason that this browser does not tell. */
export const mayLackFeatures = () => isEmbedded() && policyOf(document) === undefined;

/** Whether `sandbox` lacks `allow-forms`: then no form can be submitted, and nobody gets in. */
export function lacksForms(): boolean {
  if (!isEmbedded()) return false;
  let submitted = false;
  const form = document.createElement("form");
  form.hidden = true;
  form.addEventListener("submit", (event) => {
    submitted = true;
    event.preventDefault();
  });
  document.body.append(form);
  try {
    form.requestSubmit();
  } finally {
    form.remove();
  }
  return !submitted;
}
