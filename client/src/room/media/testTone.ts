/** A short tone by which a person hears whether the speaker works. */

const SECONDS = 0.35;
/** Two notes, so that it sounds like a signal and not like a fault. */
const NOTES = [523.25, 783.99];
const VOLUME = 0.25;

const delay = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Plays a short tone by the speaker that is chosen, as the room plays what others say.
 *
 * @returns whether the browser played it; some want a click first
 */
export async function playTone(speakerId: string | null): Promise<boolean> {
  const context = new AudioContext();
  const output = context.createMediaStreamDestination();
  const element = new Audio();
  element.srcObject = output.stream;
  try {
    if ("setSinkId" in element) await element.setSinkId(speakerId ?? "").catch(() => undefined);
    await element.play();
    if (context.state === "suspended") await Promise.race([context.resume(), delay(500)]);
    if (context.state !== "running") return false;
    NOTES.forEach((frequency, at) => addNote(context, output, frequency, context.currentTime + at * SECONDS));
    await delay((NOTES.length * SECONDS + 0.2) * 1000);
    return true;
  } catch {
    return false;
  } finally {
    element.srcObject = null;
    void context.close();
  }
}

function addNote(context: AudioContext, output: AudioNode, frequency: number, startsAt: number): void {
  const [note, volume] = [context.createOscillator(), context.createGain()];
  note.frequency.value = frequency;
  volume.gain.setValueAtTime(0, startsAt);
  volume.gain.linearRampToValueAtTime(VOLUME, startsAt + 0.02);
  volume.gain.linearRampToValueAtTime(0, startsAt + SECONDS);
  note.connect(volume).connect(output);
  note.start(startsAt);
  note.stop(startsAt + SECONDS);
}
