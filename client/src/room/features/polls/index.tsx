import { IconChartBar } from "@tabler/icons-react";
import { lazy } from "react";

import { defineFeature } from "../../feature";
import { countWaiting, notices, polls } from "./polls";

const PollsPanel = lazy(() => import("./PollsPanel"));

export default defineFeature({
  name: "polls",
  slice: polls,
  notices,
  panel: {
    order: 60,
    label: "controls.polls",
    icon: IconChartBar,
    heading: "polls.heading",
    badge: countWaiting,
    Component: PollsPanel,
  },
});
