import { defineFeature } from "../../feature";
import { lobby, notices, selectWaitingCount } from "./lobby";
import { LobbyPage } from "./LobbyPage";
import { LobbySwitch } from "./LobbySwitch";
import { WaitingBanner } from "./WaitingBanner";
import { WaitingList } from "./WaitingList";

export default defineFeature({
  name: "lobby",
  slice: lobby,
  notices,
  banners: [{ order: 10, Component: WaitingBanner }],
  peopleSections: [{ order: 10, Component: WaitingList }],
  peopleBadge: selectWaitingCount,
  moderation: [{ order: 30, Component: LobbySwitch }],
  WaitingPage: LobbyPage,
});
