import { type Fiber, getDisplayName, instrument, isCompositeFiber, traverseRenderedFibers } from "bippy";

/**
 * What React draws from now on, by the names of the components: those that are drawn of themselves (not because a
 * component above them is), and everything that belongs to one person, with the person's id.
 *
 * Must be imported before React. Returns the function that gives what was drawn since the last call, sorted.
 */
export function countRenders(): () => string[] {
  let drawn: string[] = [];
  instrument({
    onCommitFiberRoot: (_renderer, root) => {
      const rendered = new Set<Fiber>();
      traverseRenderedFibers(root, (fiber) => {
        if (isCompositeFiber(fiber)) rendered.add(fiber);
      });
      for (const fiber of rendered) {
        const person = personOf(fiber);
        if (person === null && hasAncestorIn(fiber, rendered)) continue;
        const name = getDisplayName(fiber.type) ?? "?";
        drawn.push(person === null ? name : `${name} ${person}`);
      }
    },
  });
  return () => {
    const sinceLast = drawn.sort();
    drawn = [];
    return sinceLast;
  };
}

function personOf({ memoizedProps }: Fiber): string | null {
  const { personId, item } = memoizedProps as { personId?: string; item?: { personId: string } };
  return personId ?? item?.personId ?? null;
}

function hasAncestorIn(fiber: Fiber, rendered: ReadonlySet<Fiber>): boolean {
  for (let above = fiber.return; above; above = above.return) {
    if (rendered.has(above) || (above.alternate && rendered.has(above.alternate))) return true;
  }
  return false;
}
