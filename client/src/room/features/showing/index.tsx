import { defineFeature } from "../../feature";
import { showing } from "./showing";
import { ShownTopBar } from "./ShownTopBar";

export default defineFeature({
  name: "showing",
  slice: showing,
  topBar: [{ order: 26, side: "start", Component: ShownTopBar }],
});
