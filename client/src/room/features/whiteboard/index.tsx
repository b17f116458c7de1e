import { IconChalkboard } from "@tabler/icons-react";
import { lazy } from "react";

import { defineFeature } from "../../feature";
import { notices, selectBoard, whiteboard } from "./boards";
import { effects, imagesService } from "./images/imagesService";
import { DrawingSwitch } from "./DrawingSwitch";

export default defineFeature({
  name: "whiteboard",
  slice: whiteboard,
  service: imagesService,
  effects,
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
  shownViews: [
    {
      order: 20,
      kind: "board",
      label: "controls.whiteboard",
      icon: IconChalkboard,
      title: (room, id) => selectBoard(id)(room)?.name ?? "",
      // With it comes Yjs.
      Component: lazy(() => import("./BoardView")),
    },
  ],
  moderation: [{ order: 48, Component: DrawingSwitch }],
});
