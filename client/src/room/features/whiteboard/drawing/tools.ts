/** What people draw with. */

import {
  type Icon,
  IconArrowUpRight,
  IconCircle,
  IconDiamond,
  IconEraser,
  IconHandStop,
  IconHighlight,
  IconLine,
  IconPencil,
  IconPointer,
  IconFocusCentered,
  IconSquare,
  IconTypography,
} from "@tabler/icons-react";

/** The names of Excalidraw for what draws. */
type ToolType =
  | "arrow"
  | "diamond"
  | "ellipse"
  | "eraser"
  | "freedraw"
  | "hand"
  | "laser"
  | "line"
  | "rectangle"
  | "selection"
  | "text";

interface ToolDefinition {
  type: ToolType;
  icon: Icon;
  /** The key, and that of Excalidraw's row of digits. */
  keys: string;
  /** The tool stays when something was drawn with it. */
  stays: boolean;
}

export const TOOLS = {
  select: { type: "selection", icon: IconPointer, keys: "V1", stays: false },
  hand: { type: "hand", icon: IconHandStop, keys: "H", stays: false },
  pen: { type: "freedraw", icon: IconPencil, keys: "P7X", stays: true },
  highlighter: { type: "freedraw", icon: IconHighlight, keys: "M", stays: true },
  line: { type: "line", icon: IconLine, keys: "L6", stays: true },
  arrow: { type: "arrow", icon: IconArrowUpRight, keys: "A5", stays: true },
  rectangle: { type: "rectangle", icon: IconSquare, keys: "R2", stays: true },
  ellipse: { type: "ellipse", icon: IconCircle, keys: "O4", stays: true },
  diamond: { type: "diamond", icon: IconDiamond, keys: "D3", stays: true },
  text: { type: "text", icon: IconTypography, keys: "T8", stays: false },
  eraser: { type: "eraser", icon: IconEraser, keys: "E0", stays: true },
  laser: { type: "laser", icon: IconFocusCentered, keys: "K", stays: true },
} as const satisfies Record<string, ToolDefinition>;

/** The keys that choose images, which are no tool: they are put down at once. */
export const IMAGE_KEYS = "I9";

export type Tool = keyof typeof TOOLS;

export const SHAPES: readonly Tool[] = ["line", "arrow", "rectangle", "ellipse", "diamond"];

export const COLORS = {
  ink: "#1e1e1e",
  red: "#e03131",
  orange: "#e8590c",
  green: "#2f9e44",
  blue: "#1971c2",
  violet: "#9c36b5",
  white: "#ffffff",
} as const;
export type Color = keyof typeof COLORS;

/** In units of Excalidraw; a stroke by hand is 4.25 times as wide. */
export const WIDTHS = { thin: 1, medium: 2, thick: 4 } as const;
export type Width = keyof typeof WIDTHS;

/** Wider than a pen, and what is below is seen. */
export const HIGHLIGHTER = { width: 3, opacity: 35 };

/** The tool that a key means; none for no key. */
export const toolByKey = (key: string): Tool | undefined =>
  key === "" ? undefined : (Object.keys(TOOLS) as Tool[]).find((tool) => TOOLS[tool].keys.includes(key.toUpperCase()));
