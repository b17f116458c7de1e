import { DirectionProvider, MantineProvider, useDirection } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { createBrowserRouter } from "react-router";
import { RouterProvider } from "react-router/dom";

import { ApiError } from "../api/client";
import { keepFocus } from "../browser/keepFocus";
import { type ColorScheme, ColorSchemeContext } from "../ui/colorScheme";
import { cssVariablesResolver, theme } from "../ui/theme";
import { Toasts } from "../ui/Toasts";
import { routes } from "./routes";

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

const router = createBrowserRouter(routes);

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
            <Toasts />
            <RouterProvider router={router} />
          </ColorSchemeContext>
        </MantineProvider>
      </DirectionProvider>
    </QueryClientProvider>
  );
}
