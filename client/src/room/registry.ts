/** All features of the room: a folder of `features/` is one, and nothing else names it. */

import { type RoomFeature, shortcutsOf } from "./feature";

const found = import.meta.glob<{ default: RoomFeature }>("./features/*/index.{ts,tsx}", { eager: true });

/** Checks that the features can live together, and puts them into a steady order. */
export function registerFeatures(features: readonly RoomFeature[]): readonly RoomFeature[] {
  refuseTwice(
    "feature",
    features.map(({ name }) => name),
  );
  refuseTwice(
    "key",
    shortcutsOf(features).map(({ key }) => key),
  );
  refuseTwice(
    "dialog",
    features.flatMap(({ dialogs = [] }) => dialogs.map(({ name }) => name)),
  );
  for (const { name, slice, service } of features) {
    for (const part of [slice, service]) {
      if (part && part.name !== name) throw new Error(`The feature ${name} has a part that is called ${part.name}.`);
    }
  }
  return [...features].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function refuseTwice(kind: string, names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`Two features of the room have the ${kind} ${twice}.`);
}

function featureIn(path: string, feature: RoomFeature | undefined): RoomFeature {
  if (feature && path.startsWith(`./features/${feature.name}/`)) return feature;
  throw new Error(`${path} must export by default a feature that is called as its folder is.`);
}

export const roomFeatures = registerFeatures(
  Object.entries(found).map(([path, module]) => featureIn(path, module.default)),
);

/** The keys of the room, in the order of the list of keys. */
export const roomShortcuts = () => shortcutsOf(roomFeatures);
