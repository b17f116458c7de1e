/** The page's one AudioContext: browsers give few of them. It sleeps while nothing needs it. */

let context: AudioContext | null = null;
/** How many have it lent now. */
let uses = 0;
/** It was sent to sleep, which its state says a moment later. */
let asleep = false;
/** It has run: from then on browsers let the page wake it without a gesture. */
let hasRun = false;

const EVENTS = ["click", "keydown", "visibilitychange"] as const;
/** Milliseconds that a context needs at most to wake up where it may. */
const WAKING = 500;

export interface LentContext {
  context: AudioContext;
  /** It is not needed any more; only the first call counts. */
  giveBack: () => void;
}

/**
 * The context, awake as long as anybody has it: one that runs keeps the sound card open and wakes the processor a hundred
 * times a second. Without a gesture of the person it sleeps until the first click (autoplay policies of all browsers), and
 * Safari on iPhones interrupts it when the page is left, the screen goes dark or the telephone rings: it stays
 * "interrupted" until the page resumes it (MDN, BaseAudioContext.state; bugs.webkit.org 206695).
 */
export function lendContext(): LentContext {
  const lent = theContext();
  uses += 1;
  if (asleep) resume(lent);
  else wake(lent);
  let isOut = true;
  const giveBack = () => {
    if (!isOut) return;
    isOut = false;
    uses -= 1;
    sleepUnlessUsed(lent);
  };
  return { context: lent, giveBack };
}

/** Whether a context runs, or does so in a moment. */
export async function runsSoon(one: AudioContext): Promise<boolean> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, WAKING));
  await Promise.race([one.resume().catch(() => undefined), late]);
  return one.state === "running";
}

/** Where what is played here is heard; null: the system's default. Browsers without the choice leave it there. */
export async function chooseOutput(speakerId: string | null): Promise<void> {
  if (!context && speakerId === null) return;
  const chosen: AudioContext & { setSinkId?: (id: string) => Promise<void> } = theContext();
  sleepUnlessUsed(chosen);
  try {
    await chosen.setSinkId?.(speakerId ?? "");
  } catch {
    // A speaker that is gone leaves the sound where it was.
  }
}

function theContext(): AudioContext {
  if (context) return context;
  const made = new AudioContext();
  context = made;
  // A browser may fall asleep only after it was asked to be awake again.
  made.onstatechange = () => {
    if (uses > 0) wake(made);
  };
  onGesture(() => {
    if (uses > 0) wake(made);
    else if (!hasRun) void runsSoon(made).then(() => sleepUnlessUsed(made));
  });
  return made;
}

/** Resumes a context whenever that may succeed, until what is returned is called. */
export function keepAwake(one: AudioContext): () => void {
  wake(one);
  return onGesture(() => wake(one));
}

function onGesture(act: () => void): () => void {
  for (const event of EVENTS) document.addEventListener(event, act, true);
  return () => {
    for (const event of EVENTS) document.removeEventListener(event, act, true);
  };
}

function sleepUnlessUsed(one: AudioContext): void {
  hasRun ||= one.state === "running";
  if (uses > 0) return;
  asleep = true;
  one.suspend().catch(() => undefined);
}

/** Safari has a state that the types do not know. */
function wake(one: AudioContext): void {
  const state: string = one.state;
  if (state === "suspended" || state === "interrupted") resume(one);
}

function resume(one: AudioContext): void {
  asleep = false;
  one.resume().catch(() => undefined);
}
