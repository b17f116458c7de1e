import "@fontsource-variable/inter/index.css";
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "../ui/theme.css";

import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./App";
import { startTranslation } from "../locales/i18n";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

void startTranslation().then(() =>
  createRoot(root).render(
    <StrictMode>
      <Suspense fallback={null}>
        <App />
      </Suspense>
    </StrictMode>,
  ),
);
