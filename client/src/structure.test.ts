// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";

import ts from "typescript";
import { describe, expect, it } from "vitest";

const SOURCE = import.meta.dirname;

/**
 * What each folder may import beside itself, from the ground up. A folder below one of the list (`room/media/mesh`,
 * `room/features/people`) belongs to it; a file of `room` that lies in none of its folders ties them together.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  browser: [],
  embed: [],
  locales: ["browser"],
  api: ["browser"],
  ui: ["api", "browser"],
  polls: ["ui"],
  signin: ["api", "browser", "locales", "ui"],
  account: ["api", "browser", "locales", "signin", "ui"],
  "room/protocol": [],
  "room/connection": ["room/protocol"],
  "room/store": ["room/protocol"],
  "room/media": ["browser", "room/protocol"],
  "room/view": ["browser"],
  "room/feature": ["room/connection", "room/media", "room/protocol", "room/store", "room/view"],
  "room/session": ["room/connection", "room/feature", "room/media", "room/protocol", "room/store"],
  "room/documents": ["browser", "room/connection", "room/feature"],
  "room/devices": ["embed", "room/media", "ui"],
  "room/notices": ["room/feature"],
  "room/controls": ["room/feature", "room/view", "ui"],
  "room/panels": ["room/feature"],
  "room/dialogs": ["room/feature", "room/view"],
  "room/features": [
    "embed",
    "browser",
    "polls",
    "room/controls",
    "room/devices",
    "room/documents",
    "room/feature",
    "room/media",
    "room/notices",
    "room/protocol",
    "room/store",
    "room/view",
    "ui",
  ],
  "room/stage": ["room/feature", "room/features", "room/media", "room/protocol", "room/view", "ui"],
  room: [
    "browser",
    "embed",
    "locales",
    "room/controls",
    "room/dialogs",
    "room/feature",
    "room/features",
    "room/media",
    "room/notices",
    "room/panels",
    "room/session",
    "room/stage",
    "room/view",
    "ui",
  ],
  entry: ["api", "browser", "embed", "locales", "room", "room/devices", "room/media", "room/session", "signin", "ui"],
  help: ["browser", "room", "ui"],
  check: ["api", "browser", "help", "room/devices", "room/media", "ui"],
  invitations: ["api", "ui"],
  admin: ["api", "ui"],
  library: ["account", "api", "browser", "signin", "ui"],
  meetings: ["api", "browser", "entry", "polls", "ui"],
  minutes: ["account", "api", "polls", "signin", "ui"],
  recordings: ["account", "api", "browser", "entry", "locales", "signin", "ui"],
  app: [
    "account",
    "admin",
    "api",
    "browser",
    "check",
    "entry",
    "help",
    "invitations",
    "library",
    "locales",
    "meetings",
    "minutes",
    "recordings",
    "signin",
    "ui",
  ],
};

/** Files of `room` that are a part of their own, below the folders. */
const PARTS: Record<string, string> = {
  "room/connection.ts": "room/connection",
  "room/Contributions.tsx": "room/feature",
  "room/feature.ts": "room/feature",
  "room/protocol.generated.ts": "room/protocol",
  "room/roomContext.ts": "room/feature",
  "room/session.ts": "room/session",
  "room/wire.ts": "room/protocol",
};

/**
 * Files outside of the features that know one by name, by its `public` file. The stage is made of people, of what they
 * send and of what is shown to all; the page around an embedded room is told who has entered.
 */
const KNOW_FEATURES: Record<string, readonly string[]> = {
  "room/JoinedRoom.tsx": ["people"],
  "room/stage/ShownTile.tsx": ["showing"],
  "room/stage/Stage.tsx": ["media", "people", "showing"],
  "room/stage/Tile.tsx": ["media", "people"],
};

const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.startsWith("testing/");
const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter(
  (file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts") && !isTest(file),
);
const imports = new Map(files.map((file) => [file, importsOf(file)]));

function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(resolve(SOURCE, file), "utf8"));
  return importedFiles.filter(({ fileName }) => fileName.startsWith(".")).map(({ fileName }) => fileAt(fileName, file));
}

/** The file that another one imports by this name. */
function fileAt(name: string, from: string): string {
  const path = relative(SOURCE, resolve(SOURCE, dirname(from), name));
  return [path, `${path}.ts`, `${path}.tsx`].find((one) => files.includes(one)) ?? path;
}

/** What a file needs as soon as it is loaded: neither what it imports on demand, nor types. */
function neededBy(file: string): string[] {
  const { statements } = ts.createSourceFile(file, readFileSync(resolve(SOURCE, file), "utf8"), ts.ScriptTarget.Latest);
  return statements.flatMap((one) => {
    const types = ts.isImportDeclaration(one)
      ? one.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : !ts.isExportDeclaration(one) || one.isTypeOnly;
    const name = types ? undefined : (one as ts.ImportDeclaration | ts.ExportDeclaration).moduleSpecifier;
    return name && ts.isStringLiteral(name) ? [name.text] : [];
  });
}

function folderOf(file: string): string {
  const folders = Object.keys(MAY_IMPORT).filter((folder) => file.startsWith(`${folder}/`));
  return PARTS[file] ?? folders.sort((one, other) => other.length - one.length)[0] ?? "";
}

describe("the folders", () => {
  it("all have a place in the plan", () => {
    expect(files.filter((file) => folderOf(file) === "")).toEqual([]);
  });

  it("import only what lies below them", () => {
    const against = files.flatMap((file) =>
      (imports.get(file) ?? [])
        .filter((other) => files.includes(other) && folderOf(other) !== folderOf(file))
        .filter((other) => !MAY_IMPORT[folderOf(file)]?.includes(folderOf(other)))
        .map((other) => `${file} imports ${other}`),
    );
    expect(against).toEqual([]);
  });

  it("form no circle", () => {
    expect(circleIn(new Map(Object.entries(MAY_IMPORT)))).toBeNull();
  });
});

describe("the features of the room", () => {
  const featureOf = (file: string) => /^room\/features\/([^/]+)\//.exec(file)?.[1];
  const uses = files.flatMap((file) =>
    (imports.get(file) ?? []).flatMap((other) => {
      const feature = featureOf(other);
      return feature === undefined || feature === featureOf(file) ? [] : [{ file, other, feature }];
    }),
  );

  it("are used by others through what they declare as public", () => {
    const against = uses.filter(({ other, feature }) => other !== `room/features/${feature}/public.ts`);
    expect(against.map(({ file, other }) => `${file} imports ${other}`)).toEqual([]);
  });

  it("are known by name to nothing but each other, with few exceptions", () => {
    const known: Record<string, string[]> = {};
    for (const { file, feature } of uses) if (!featureOf(file)) (known[file] ??= []).push(feature);
    for (const features of Object.values(known)) features.sort();
    expect(known).toEqual(KNOW_FEATURES);
  });

  it("are all found: each folder has an index", () => {
    const folders = new Set(files.flatMap((file) => featureOf(file) ?? []));
    const lost = [...folders].filter(
      (name) => !files.some((file) => file.startsWith(`room/features/${name}/index.ts`)),
    );
    expect(lost).toEqual([]);
  });
});

it("whoever enters the room loads neither Yjs nor an editor: they come with the first shared document", () => {
  const packages = new Set<string>();
  const loaded = new Set(
    files.filter((file) => file === "room/Room.tsx" || /^room\/features\/[^/]+\/index\.tsx?$/.test(file)),
  );
  for (const file of loaded)
    for (const name of neededBy(file)) {
      if (!name.startsWith(".")) packages.add(name);
      else if (files.includes(fileAt(name, file))) loaded.add(fileAt(name, file));
    }
  expect([...packages]).toContain("react");
  expect([...packages].filter((name) => /^(yjs|y-|lib0|@tiptap|@excalidraw)/.test(name))).toEqual([]);
});

it("no two files import each other, directly or around others", () => {
  expect(circleIn(imports)).toBeNull();
});

it("no file has more than 500 lines, but what is generated", () => {
  const long = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(tsx?|css)$/.test(file) && !file.includes(".generated."))
    .filter((file) => readFileSync(resolve(SOURCE, file), "utf8").split("\n").length > 501);
  expect(long).toEqual([]);
});

/** The first circle that is found, as the names along it; null where there is none. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const walk = (node: string, path: string[]): string[] | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const circle = walk(next, [...path, node]);
      if (circle) return circle;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const circle = walk(node, []);
    if (circle) return circle;
  }
  return null;
}
