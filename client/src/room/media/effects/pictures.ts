/** Backgrounds that are drawn here: there is no file to load, and no rights in one to ask for. */

export const PICTURES = ["evening", "paper"] as const;
export type Picture = (typeof PICTURES)[number];

const COLORS: Readonly<Record<Picture, readonly [string, string, string]>> = {
  evening: ["#1b2440", "#44518a", "#d98f6a"],
  paper: ["#f3efe6", "#e4dccb", "#cfc4ad"],
};

/** Soft bands of light, as on a wall beside a window. */
export function paintPicture(
  context: OffscreenCanvasRenderingContext2D,
  picture: Picture,
  width: number,
  height: number,
): void {
  const [top, middle, bottom] = COLORS[picture];
  const wall = context.createLinearGradient(0, 0, 0, height);
  wall.addColorStop(0, top);
  wall.addColorStop(0.6, middle);
  wall.addColorStop(1, bottom);
  context.fillStyle = wall;
  context.fillRect(0, 0, width, height);
  for (const [x, radius] of [
    [0.2, 0.5],
    [0.85, 0.35],
  ] as const) {
    const light = context.createRadialGradient(x * width, 0.3 * height, 0, x * width, 0.3 * height, radius * width);
    light.addColorStop(0, "rgb(255 255 255 / 22%)");
    light.addColorStop(1, "rgb(255 255 255 / 0%)");
    context.fillStyle = light;
    context.fillRect(0, 0, width, height);
  }
}
