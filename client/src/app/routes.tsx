import type { ComponentType } from "react";
import { Outlet, type RouteObject } from "react-router";

import NotFoundPage from "../ui/NotFoundPage";
import { useNoSuchCenter } from "../ui/Page";
import { BrokenPage } from "./BrokenPage";

const page = (load: () => Promise<{ default: ComponentType }>) => async () => ({ Component: (await load()).default });

const meeting = page(() => import("../entry/MeetingPage"));
const minutes = page(() => import("../minutes/MinutesPage"));

/** Pages of every center, with and without its name in the address. */
const ofEachCenter: RouteObject[] = [
  { index: true, lazy: page(() => import("./FrontPage")) },
  { path: "users", lazy: page(() => import("../admin/UsersPage")) },
  { path: "library", lazy: page(() => import("../library/LibraryPage")) },
  { path: "recordings", lazy: page(() => import("../recordings/RecordingsPage")) },
  { path: "account", lazy: page(() => import("../account/AccountPage")) },
  { path: "password", lazy: page(() => import("../account/PasswordResetPage")) },
  { path: "meetings/:mid/minutes/:instance?", lazy: minutes },
  { path: "check", lazy: page(() => import("../check/CheckPage")) },
  { path: "help", lazy: page(() => import("../help/HelpPage")) },
];

/** The page of each address. The server answers the same addresses (`web/pages.py`). */
export const routes: RouteObject[] = [
  {
    // Parts of the page are loaded on demand; the ground is there at once, and nothing flickers.
    HydrateFallback: () => null,
    ErrorBoundary: BrokenPage,
    children: [
      ...ofEachCenter,
      { path: "/e/:link", lazy: meeting },
      { path: "/m/*", lazy: meeting },
      { path: "/minutes/:token", lazy: minutes },
      {
        path: "/cc/:cc",
        Component: CenterRoutes,
        children: [
          ...ofEachCenter,
          { path: "claim", lazy: page(() => import("../account/ClaimPage")) },
          { path: "attend", lazy: meeting },
          { path: "present", lazy: meeting },
          { path: "join", lazy: meeting },
          { path: "webjoin", lazy: meeting },
          { path: "view", lazy: page(() => import("../recordings/RecordingPage")) },
          { path: "*", Component: NotFoundPage },
        ],
      },
      { path: "/i/:token/:answer", lazy: page(() => import("../invitations/InvitationPage")) },
      { path: "*", Component: NotFoundPage },
    ],
  },
];

/** Pages of the center that the address names; where it is not there, none of them is either. */
function CenterRoutes() {
  return useNoSuchCenter() ? <NotFoundPage /> : <Outlet />;
}
