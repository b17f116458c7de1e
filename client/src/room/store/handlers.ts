import type { Incoming } from "../wire";

/** What a table of functions has for this event or message; undefined where it has nothing. */
export function handlerFor(
  table: { readonly [Type in Incoming["type"]]?: unknown } | undefined,
  { type }: Incoming,
): unknown {
  // A type that this page does not know, of a newer server, may be the name of anything.
  return table && Object.hasOwn(table, type) ? table[type] : undefined;
}
