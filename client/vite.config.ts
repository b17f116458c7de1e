import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

import { excalidraw } from "./excalidraw.config.ts";

const server = process.env.CONVENER_SERVER ?? "http://127.0.0.1:8000";

/** Writes a compressed copy beside each file that is worth it: the server sends it to browsers, all of which take gzip. */
function compressedCopies(): Plugin {
  const compress = promisify(gzip);
  return {
    name: "compressed-copies",
    apply: "build",
    async writeBundle({ dir }, bundle) {
      if (dir === undefined) throw new Error("The build has no folder.");
      const assets = Object.keys(bundle).filter((name) => name.startsWith("assets/"));
      const copies = assets.map(async (name) => {
        const file = join(dir, name);
        const content = await readFile(file);
        const copy = await compress(content, { level: 9 });
        if (copy.length < 0.9 * content.length) await writeFile(`${file}.gz`, copy);
      });
      await Promise.all(copies);
    },
  };
}

export default defineConfig({
  plugins: [react(), excalidraw(), compressedCopies()],
  build: {
    // The build is part of the Python package: the wheel serves it without Node.
    outDir: "../src/convener/web/static",
    emptyOutDir: true,
    // The server's content security policy allows no data: scripts, and few data: pictures are worth an exception.
    assetsInlineLimit: 0,
    // Excalidraw is one piece of 1,057 kB, which only the first whiteboard or drawing of a page loads.
    chunkSizeWarningLimit: 1_100,
  },
  worker: {
    // The server gives the scripts of this folder a policy of their own, by which they may compile WebAssembly.
    rollupOptions: { output: { entryFileNames: "assets/workers/[name]-[hash].js" } },
  },
  server: {
    proxy: { "/api": { target: server, ws: true } },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/testing/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    // A context of its own for each file, in threads that have loaded jsdom once: three quarters of what processes cost.
    // At least two workers: a single one would run all files in one context.
    pool: "vmThreads",
    // Half of the time they wait for timers of the page: more of them than there are cores.
    maxWorkers: 3,
    // Contexts of files that are through are not always given back: a thread that has grown to this is replaced.
    vmMemoryLimit: "600MB",
    // A guard against tests that hang, far above what one takes on a busy machine.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    coverage: {
      provider: "v8",
      reporter: ["text-summary"],
      include: ["src/**/*.{ts,tsx}"],
      exclude: ["src/**/*.generated.ts", "src/**/*.test.{ts,tsx}", "src/**/*.d.ts", "src/testing/**"],
    },
  },
});
