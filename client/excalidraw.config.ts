/**
 * How Excalidraw is built: without another origin, without what is not offered here, with its fonts among our files.
 *
 * It would load fonts from a public server, and our content security policy forbids that; make diagrams of texts, with a
 * hundred files of Mermaid; and make fonts smaller for an export, by a program that wants `eval`.
 */

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import type { Plugin } from "vite";

const FOLDER = "assets/excalidraw/";
const DIST = dirname(createRequire(import.meta.url).resolve("@excalidraw/excalidraw"));

/** Fonts for Chinese characters are 12.8 MB: those of the system are used. */
const LEFT_OUT = "Xiaolai";

const FOREIGN = /`https:\/\/esm\.sh\/.*?\/dist\/prod\/`(?=\))/g;
const OURS = `new URL("/${FOLDER}",window.location.origin).toString()`;

const MERMAID = "@excalidraw/mermaid-to-excalidraw";
const NO_MERMAID = "\0no-mermaid";

/** The part that makes fonts smaller: the whole font is embedded instead. */
const SUBSETTING = /@excalidraw[/\\]excalidraw[/\\]dist[/\\]prod[/\\]chunk-EIO257PC\.js$/;
const WHOLE_FONT = `
const whole = async (buffer) => buffer;
const toBase64 = async (buffer) => {
  const bytes = new Uint8Array(buffer);
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return "data:font/woff2;base64," + btoa(text);
};
export const a = { Subset: "SUBSET" }, b = toBase64, c = whole, d = toBase64;
`;

export function excalidraw(): Plugin {
  const done = { address: 0, mermaid: 0, subsetting: 0 };
  return {
    name: "convener:excalidraw",
    enforce: "pre",
    apply: "build",
    resolveId(id) {
      return id === MERMAID ? NO_MERMAID : null;
    },
    load(id) {
      if (id === NO_MERMAID) {
        done.mermaid += 1;
        return "export const parseMermaidToExcalidraw = () => { throw new Error('diagrams of texts are not offered'); };";
      }
      if (!SUBSETTING.test(id)) return null;
      done.subsetting += 1;
      return WHOLE_FONT;
    },
    transform(code, id) {
      if (!id.includes("@excalidraw/excalidraw") || !code.includes("https://esm.sh/")) return null;
      done.address += code.match(FOREIGN)?.length ?? 0;
      return { code: code.replace(FOREIGN, OURS), map: null };
    },
    generateBundle(_, bundle) {
      // Another version of Excalidraw: it has to be looked at again.
      for (const [what, times] of Object.entries(done))
        if (times !== 1) this.error(`Excalidraw: the ${what} was found ${times} times, not once.`);
      for (const one of Object.values(bundle))
        if (one.type === "chunk" && one.code.includes("https://esm.sh"))
          this.error(`Excalidraw: ${one.fileName} names another origin.`);
      const fonts = join(DIST, "fonts");
      for (const family of readdirSync(fonts).filter((name) => name !== LEFT_OUT))
        for (const file of readdirSync(join(fonts, family)))
          this.emitFile({
            type: "asset",
            fileName: `${FOLDER}fonts/${family}/${file}`,
            source: readFileSync(join(fonts, family, file)),
          });
    },
  };
}
