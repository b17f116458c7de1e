/** The conversation with a page that shows the room in an IFRAME (docs/embedding.md). */

export type EmbedEvent =
  | { type: "convener:joined"; title: string; name: string; role: string }
  | { type: "convener:left" }
  | { type: "convener:ended"; reason: string }
  | { type: "convener:media"; microphone: boolean; camera: boolean };

export type EmbedCommand = "mute" | "unmute" | "hangup";

const COMMANDS: readonly EmbedCommand[] = ["mute", "unmute", "hangup"];

export function isEmbedded(): boolean {
  return window.parent !== window;
}

/** Posts an event to the embedding page; only origins of the API client's list receive it (`*` is any). */
export function postToParent(event: EmbedEvent, frameOrigins: readonly string[]): void {
  if (!isEmbedded()) return;
  const targets = frameOrigins.includes("*") ? ["*"] : frameOrigins;
  for (const target of targets) {
    try {
      window.parent.postMessage(event, target);
    } catch {
      // Not the origin of a page at all: there is nobody to receive it.
    }
  }
}

/** Hears commands of the embedding page, and of it alone. Returns the function that ends it. */
export function onParentCommand(frameOrigins: readonly string[], obey: (command: EmbedCommand) => void): () => void {
  if (!isEmbedded()) return () => undefined;
  const receive = ({ data, source, origin }: MessageEvent<unknown>) => {
    if (source !== window.parent) return;
    if (!frameOrigins.includes("*") && !frameOrigins.includes(origin)) return;
    if (typeof data !== "object" || data === null) return;
    const { type, command } = data as { type?: unknown; command?: unknown };
    const known = COMMANDS.find((one) => one === command);
    if (type === "convener:command" && known) obey(known);
  };
  window.addEventListener("message", receive);
  return () => window.removeEventListener("message", receive);
}
