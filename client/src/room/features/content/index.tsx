import { IconFileText } from "@tabler/icons-react";
import { lazy } from "react";

import { defineFeature } from "../../feature";
import { content, effects, notices, selectDocument } from "./content";
import { DownloadSwitch } from "./DownloadSwitch";
import { DropZone } from "./DropZone";
import { contentService } from "./contentService";

export default defineFeature({
  name: "content",
  slice: content,
  service: contentService,
  effects,
  notices,
  shownViews: [
    {
      order: 10,
      kind: "document",
      label: "content.document",
      icon: IconFileText,
      title: (room, id) => selectDocument(id)(room)?.title ?? "",
      Component: lazy(() => import("./DocumentView")),
    },
  ],
  stageOverlays: [{ order: 40, Component: DropZone }],
  panel: {
    order: 52,
    label: "controls.content",
    icon: IconFileText,
    heading: "content.heading",
    Component: lazy(() => import("./ContentPanel")),
  },
  moderation: [{ order: 48, Component: DownloadSwitch }],
});
