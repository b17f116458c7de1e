import type { Picture } from "./paint";

type Paint = (picture: Picture) => Promise<HTMLCanvasElement>;

/** Larger canvases are empty in some browsers. */
export const LARGEST = 4_096;

/**
 * Keeps a canvas at what is to be seen: one picture is painted at a time, and of those that are asked for meanwhile the
 * last. What is seen stays until the next picture is whole, so nothing flickers.
 */
export class Painter {
  private wanted: { picture: Picture; name: string } | null = null;
  private busy = false;
  private gone = false;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly load: () => Promise<Paint>,
  ) {}

  /** `name`: what tells this picture from others; the canvas says which one it has, and none while another is on its way. */
  want(picture: Picture, name: string): void {
    this.wanted = { picture, name };
    delete this.canvas.dataset.painted;
    if (!this.busy) void this.work();
  }

  stop(): void {
    this.gone = true;
    this.wanted = null;
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.wanted) {
      const { picture, name } = this.wanted;
      this.wanted = null;
      try {
        const painted = picture.elements.length > 0 ? await (await this.load())(picture) : null;
        this.show(painted, picture, name);
      } catch {
        // One step that cannot be painted is left out: the next one may be.
      }
    }
    this.busy = false;
  }

  private show(painted: HTMLCanvasElement | null, { frame, scale }: Picture, name: string): void {
    if (this.gone) return;
    const width = painted?.width ?? Math.round(frame.width * scale);
    const height = painted?.height ?? Math.round(frame.height * scale);
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    const context = this.canvas.getContext("2d");
    context?.clearRect(0, 0, width, height);
    if (painted) context?.drawImage(painted, 0, 0);
    if (!this.wanted) this.canvas.dataset.painted = name;
  }
}
