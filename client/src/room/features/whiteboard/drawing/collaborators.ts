/** Where others are in the drawing, with their names, and what they point at. */

import type { Collaborator, ExcalidrawImperativeAPI, SocketId } from "@excalidraw/excalidraw/types";
import type { Awareness } from "y-protocols/awareness";

/** Shows the places of others, until the function that it gives is called. */
export function showPeople(awareness: Awareness, scene: Pick<ExcalidrawImperativeAPI, "updateScene">): () => void {
  const show = () => scene.updateScene({ collaborators: collaboratorsIn(awareness) });
  awareness.on("change", show);
  show();
  return () => awareness.off("change", show);
}

export function collaboratorsIn(awareness: Awareness): Map<SocketId, Collaborator> {
  const found = new Map<SocketId, Collaborator>();
  for (const [clientId, state] of awareness.getStates()) {
    const pointer = pointerOf(state.cursor);
    const user = state.user as { name: string; color: string } | undefined;
    if (clientId === awareness.clientID || !pointer || !user) continue;
    const id = String(clientId) as SocketId;
    const color = { background: user.color, stroke: user.color };
    found.set(id, { id, socketId: id, username: user.name, color, ...pointer });
  }
  return found;
}

/** What another page says, as far as it is a place. */
function pointerOf(cursor: unknown): Pick<Collaborator, "pointer" | "button"> | null {
  if (typeof cursor !== "object" || cursor === null) return null;
  const { x, y, laser, down } = cursor as Record<string, unknown>;
  if (typeof x !== "number" || typeof y !== "number" || !Number.isFinite(x) || !Number.isFinite(y)) return null;
  return { pointer: { x, y, tool: laser === true ? "laser" : "pointer" }, button: down === true ? "down" : "up" };
}
