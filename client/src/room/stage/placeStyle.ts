import type { CSSProperties } from "react";

import type { Rect } from "./layout";

/** Where something stands on the stage: counted from where lines begin, so that it is mirrored where they run to the left. */
export function placeStyle({ left, ...rest }: Rect): CSSProperties {
  return { insetInlineStart: left, ...rest };
}
