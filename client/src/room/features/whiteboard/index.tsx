import { IconChalkboard } from "@tabler/icons-react";
import { lazy } from "react";

import { defineFeature } from "../../feature";
import { notices, whiteboard } from "./boards";
import { DrawingSwitch } from "./DrawingSwitch";
import { ShownBoard } from "./ShownBoard";

export default defineFeature({
  name: "whiteboard",
  slice: whiteboard,
  notices,
  panel: {
    order: 57,
    label: "controls.whiteboard",
    icon: IconChalkboard,
    heading: "whiteboard.heading",
    shortcut: { key: "W", meaning: "help.whiteboard", order: 47 },
    wide: "more",
    Component: lazy(() => import("./BoardsPanel")),
  },
  stageOverlays: [{ order: 1, Component: ShownBoard }],
  moderation: [{ order: 48, Component: DrawingSwitch }],
});
