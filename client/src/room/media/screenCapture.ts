/** The shared screen of a person: asked for, and ended by the page, by the browser's bar, or by itself. */

import { SCREEN_CAPTURE } from "./quality";

/** One screen at a time; each question of the browser belongs to a generation, and what arrives for an earlier one is stopped. */
export class ScreenCapture {
  private stream: MediaStream | null = null;
  private generation = 0;
  private question: { generation: number; answer: Promise<boolean> } | null = null;

  constructor(private readonly onChange: (stream: MediaStream | null) => void) {}

  /** Asks which screen to share, and once at a time. False where there is none, or it was stopped before the answer. */
  start(): Promise<boolean> {
    if (this.stream) return Promise.resolve(true);
    const { generation } = this;
    if (this.question?.generation !== generation) this.question = { generation, answer: this.ask(generation) };
    return this.question.answer;
  }

  stop(): void {
    this.generation += 1;
    if (!this.stream) return;
    stopAll(this.stream);
    this.set(null);
  }

  private async ask(generation: number): Promise<boolean> {
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia(SCREEN_CAPTURE);
      const [picture] = stream.getVideoTracks();
      if (!picture || generation !== this.generation) {
        stopAll(stream);
        return false;
      }
      picture.contentHint = "detail";
      picture.addEventListener("ended", () => {
        if (this.stream === stream) this.stop();
      });
      this.set(stream);
      return true;
    } catch {
      return false;
    } finally {
      if (this.question?.generation === generation) this.question = null;
    }
  }

  private set(stream: MediaStream | null): void {
    this.stream = stream;
    this.onChange(stream);
  }
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
