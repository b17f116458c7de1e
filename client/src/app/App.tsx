import { DirectionProvider, MantineProvider, useDirection } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ComponentType, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { createBrowserRouter, Outlet } from "react-router";
import { RouterProvider } from "react-router/dom";

import { ApiError } from "../api/client";
import { keepFocus } from "../browser/keepFocus";
import { type ColorScheme, ColorSchemeContext } from "../ui/colorScheme";
import NotFoundPage from "../ui/NotFoundPage";
import { useNoSuchCenter } from "../ui/Page";
import { cssVariablesResolver, theme } from "../ui/theme";
import { BrokenPage } from "./BrokenPage";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What the server refused it will refuse again; only a lost line is worth another try.
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ApiError && error.status > 0 && error.status < 500),
      staleTime: 10_000,
    },
  },
});

const page = (load: () => Promise<{ default: ComponentType }>) => async () => ({ Component: (await load()).default });

const account = page(() => import("../account/AccountPage"));
const passwordReset = page(() => import("../account/PasswordResetPage"));
const meeting = page(() => import("../entry/MeetingPage"));
const minutes = page(() => import("../minutes/MinutesPage"));
const check = page(() => import("../check/CheckPage"));
const help = page(() => import("../help/HelpPage"));

const router = createBrowserRouter([
  {
    // Parts of the page are loaded on demand; the ground is there at once, and nothing flickers.
    HydrateFallback: () => null,
    ErrorBoundary: BrokenPage,
    children: [
      { path: "/", lazy: page(() => import("./FrontPage")) },
      { path: "/users", lazy: page(() => import("../admin/UsersPage")) },
      { path: "/account", lazy: account },
      { path: "/password", lazy: passwordReset },
      { path: "/e/:link", lazy: meeting },
      { path: "/m/*", lazy: meeting },
      { path: "/minutes/:token", lazy: minutes },
      { path: "/meetings/:mid/minutes/:instance?", lazy: minutes },
      { path: "/check", lazy: check },
      { path: "/help", lazy: help },
      {
        path: "/cc/:cc",
        Component: CenterRoutes,
        children: [
          { index: true, lazy: page(() => import("./FrontPage")) },
          { path: "users", lazy: page(() => import("../admin/UsersPage")) },
          { path: "account", lazy: account },
          { path: "password", lazy: passwordReset },
          { path: "claim", lazy: page(() => import("../account/ClaimPage")) },
          { path: "attend", lazy: meeting },
          { path: "present", lazy: meeting },
          { path: "join", lazy: meeting },
          { path: "webjoin", lazy: meeting },
          { path: "check", lazy: check },
          { path: "help", lazy: help },
          { path: "view", lazy: page(() => import("../recordings/RecordingPage")) },
          { path: "*", Component: NotFoundPage },
        ],
      },
      { path: "/i/:token/:answer", lazy: page(() => import("../invitations/InvitationPage")) },
      { path: "*", Component: NotFoundPage },
    ],
  },
]);

/** Pages of the center that the address names; where it is not there, none of them is either. */
function CenterRoutes() {
  return useNoSuchCenter() ? <NotFoundPage /> : <Outlet />;
}

/** Arabic runs from right to left, and so does everything that Mantine lays out. */
function FollowDirection() {
  const { i18n } = useTranslation(undefined, { useSuspense: false });
  const { setDirection } = useDirection();
  // Of the language that was chosen: while its texts are on their way, i18next resolves to English.
  const direction = i18n.dir(i18n.language);
  useEffect(() => setDirection(direction), [direction, setDirection]);
  return null;
}

export function App() {
  useEffect(keepFocus, []);
  const [mood, setMood] = useState<ColorScheme>("system");
  return (
    <QueryClientProvider client={queries}>
      <DirectionProvider>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariablesResolver}
          defaultColorScheme="auto"
          {...(mood === "dark" ? { forceColorScheme: "dark" as const } : {})}
        >
          <ColorSchemeContext value={setMood}>
            <FollowDirection />
            <Notifications position="top-center" limit={3} />
            <RouterProvider router={router} />
          </ColorSchemeContext>
        </MantineProvider>
      </DirectionProvider>
    </QueryClientProvider>
  );
}
