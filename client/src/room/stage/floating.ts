/** Where one's own picture floats: it keeps to a corner, and covers neither names nor notices. Pure, in pixels. */

import { type Corner, CORNERS } from "../view/storedView";
import { clamp, isUpright, type Rect, type Size } from "./layout";

const MARGIN = 12;
/** What is drawn over the picture of the other: above, its marks and buttons; at the bottom, where lines begin, its name. */
const ABOVE = 48;
const NAME = 44;
/** A notice stands in the middle above the bar: at most so wide, and then one line high; two lines on a phone. */
const NOTICE_WIDTH = 664;
const NOTICE = { wide: 72, narrow: 112 };
const NARROW = 600;

/** The place of a floating picture: a fifth of the width, in a corner of the space. */
export function placeFloating(corner: Corner, space: Size): Rect {
  const width = Math.round(clamp(space.width * 0.2, 104, 360));
  const height = Math.round(isUpright(space) ? (width * 4) / 3 : (width * 9) / 16);
  const besideNotices = (space.width - NOTICE_WIDTH) / 2 >= width + MARGIN;
  const notice = space.width < NARROW ? NOTICE.narrow : NOTICE.wide;
  const below = besideNotices ? (corner === "bottomStart" ? NAME : MARGIN) : notice;
  return {
    left: isAtStart(corner) ? MARGIN : space.width - width - MARGIN,
    top: isAtTop(corner) ? Math.min(ABOVE, space.height - height) : Math.max(0, space.height - height - below),
    width,
    height,
  };
}

/** The next corner on the way around the space. */
export const nextCorner = (corner: Corner): Corner => CORNERS[(CORNERS.indexOf(corner) + 1) % CORNERS.length] ?? corner;

/** The corner next to a point of the space, which is counted from where lines begin. */
export function nearestCorner({ left, top }: { left: number; top: number }, space: Size): Corner {
  return cornerAt(top < space.height / 2, left < space.width / 2);
}

/** The corner to which an arrow key leads, where lines run to the left or not; null for any other key. */
export function cornerByKey(corner: Corner, key: string, rightToLeft: boolean): Corner | null {
  if (key === "ArrowUp" || key === "ArrowDown") return cornerAt(key === "ArrowUp", isAtStart(corner));
  if (key === "ArrowLeft" || key === "ArrowRight") {
    return cornerAt(isAtTop(corner), (key === "ArrowLeft") !== rightToLeft);
  }
  return null;
}

const isAtTop = (corner: Corner) => corner === "topStart" || corner === "topEnd";
const isAtStart = (corner: Corner) => corner === "topStart" || corner === "bottomStart";

function cornerAt(top: boolean, start: boolean): Corner {
  if (top) return start ? "topStart" : "topEnd";
  return start ? "bottomStart" : "bottomEnd";
}
