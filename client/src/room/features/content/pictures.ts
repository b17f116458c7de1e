/** Which picture of a page is loaded, and that it is there before it is seen. */

import { useEffect, useRef, useState } from "react";

import type { PagePicture } from "../../protocol.generated";
import type { KnownPage } from "./content";
import { pauseAfter } from "./pauses";

/** The width of a page in units of its own; its height follows from its shape. */
export const PAGE_WIDTH = 960;

/** Width to height of pages whose pictures are not known. */
export const USUAL_RATIO = 16 / 9;

/** The smallest picture that is sharp at this width in CSS pixels, or the largest there is; null where there is none. */
export function pickPicture(
  pictures: readonly PagePicture[],
  width: number,
  density = window.devicePixelRatio,
): PagePicture | null {
  const wide = [...pictures].sort((one, other) => one.width - other.width);
  // A picture that is a little too small cannot be told from one that is not.
  return wide.find((one) => one.width >= width * density * 0.9) ?? wide.at(-1) ?? null;
}

export const ratioOf = ({ pictures: [largest] }: KnownPage): number =>
  largest && largest.height > 0 ? largest.width / largest.height : USUAL_RATIO;

/** Pictures that were loaded lately: held, so that the browser does not decode them again. */
const held = new Map<string, HTMLImageElement>();
const MOST_HELD = 8;

/** Loads a picture, and resolves when it can be drawn at once. Rejects where it cannot be loaded. */
export async function load(url: string): Promise<void> {
  const image = held.get(url) ?? new Image();
  held.delete(url);
  held.set(url, image);
  for (const [oldest] of held) {
    if (held.size <= MOST_HELD) break;
    held.delete(oldest);
  }
  if (image.src === "") image.src = url;
  try {
    await image.decode();
  } catch (error) {
    held.delete(url);
    throw error;
  }
}

export interface DrawnPage {
  page: KnownPage;
  /** Null: the page cannot be shown. */
  url: string | null;
}

/**
 * What is to be drawn of a page at this width: the page before, until the picture of this one is there, so that nothing
 * flashes. Null while there is nothing to draw. `onFailure`: the picture cannot be loaded; at once for the first time,
 * because its address may have expired, then after pauses that grow.
 */
export function useDrawnPage(page: KnownPage | null, width: number, onFailure: () => void): DrawnPage | null {
  const [drawn, setDrawn] = useState<DrawnPage | null>(null);
  const url = page && width > 0 ? (pickPicture(page.pictures, width)?.url ?? null) : null;
  const failures = useRef({ page: 0, count: 0 });
  useEffect(() => {
    if (!page || url === null) return undefined;
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const known = failures.current;
    if (known.page !== page.number) Object.assign(known, { page: page.number, count: 0 });
    load(url).then(
      () => {
        known.count = 0;
        if (wanted) setDrawn({ page, url });
      },
      () => {
        if (!wanted) return;
        if (known.count === 0) onFailure();
        else timer = setTimeout(onFailure, pauseAfter(known.count));
        known.count += 1;
      },
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
    // What to do about a failure is not a reason to load again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [page, url]);
  return page?.pictures.length === 0 ? { page, url: null } : drawn;
}

/** Loads the pictures of pages that may be next. */
export function usePreloaded(pages: readonly (KnownPage | null)[], width: number): void {
  const urls = pages.map((page) => (page && width > 0 ? pickPicture(page.pictures, width)?.url : undefined)).join(" ");
  useEffect(() => {
    for (const url of urls.split(" ")) if (url !== "") load(url).catch(() => undefined);
  }, [urls]);
}
