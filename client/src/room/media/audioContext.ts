/** The page's one AudioContext: browsers give few of them. */

let context: AudioContext | null = null;

const EVENTS = ["click", "keydown", "visibilitychange"] as const;

/**
 * A context that wakes up again. Without a gesture of the person it sleeps until the first click (autoplay policies of all
 * browsers), and Safari on iPhones interrupts it when the page is left, the screen goes dark or the telephone rings: it
 * stays "interrupted" until the page resumes it (MDN, BaseAudioContext.state; bugs.webkit.org 206695).
 */
export function audioContext(): AudioContext {
  context ??= newContext();
  wake(context);
  return context;
}

/** Where what is played here is heard; null: the system's default. Browsers without the choice leave it there. */
export async function chooseOutput(speakerId: string | null): Promise<void> {
  if (!context && speakerId === null) return;
  const chosen: AudioContext & { setSinkId?: (id: string) => Promise<void> } = audioContext();
  try {
    await chosen.setSinkId?.(speakerId ?? "");
  } catch {
    // A speaker that is gone leaves the sound where it was.
  }
}

function newContext(): AudioContext {
  const made = new AudioContext();
  keepAwake(made);
  return made;
}

/** Resumes a context whenever that may succeed, until what is returned is called. */
export function keepAwake(one: AudioContext): () => void {
  const again = () => wake(one);
  for (const event of EVENTS) document.addEventListener(event, again, true);
  wake(one);
  return () => {
    for (const event of EVENTS) document.removeEventListener(event, again, true);
  };
}

/** Safari has a state that the types do not know. */
function wake(one: AudioContext): void {
  const state: string = one.state;
  if (state === "suspended" || state === "interrupted") one.resume().catch(() => undefined);
}
