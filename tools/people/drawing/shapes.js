/** Colors and paths that rooms and people are drawn with. */

/** A color between two, as #rrggbb; share 0 is the first, 1 the second. */
function mix(one, other, share) {
  const part = (color, at) => parseInt(color.slice(at, at + 2), 16);
  const between = (at) => Math.round(part(one, at) * (1 - share) + part(other, at) * share);
  return "#" + [1, 3, 5].map((at) => between(at).toString(16).padStart(2, "0")).join("");
}

const darker = (color, share) => mix(color, "#1a1020", share);
const lighter = (color, share) => mix(color, "#fff6ea", share);

/** The same color, see-through. */
function faint(color, alpha) {
  return color + Math.round(alpha * 255).toString(16).padStart(2, "0");
}

function vertical(g, top, bottom, ...colors) {
  const gradient = g.createLinearGradient(0, top, 0, bottom);
  colors.forEach((color, number) => gradient.addColorStop(number / (colors.length - 1), color));
  return gradient;
}

function glow(g, x, y, radius, ...colors) {
  const gradient = g.createRadialGradient(x, y, 0, x, y, radius);
  colors.forEach((color, number) => gradient.addColorStop(number / (colors.length - 1), color));
  return gradient;
}

function fill(g, style, trace) {
  g.fillStyle = style;
  g.beginPath();
  trace(g);
  g.fill();
}

function stroke(g, style, width, trace) {
  g.strokeStyle = style;
  g.lineWidth = width;
  g.lineCap = g.lineJoin = "round";
  g.beginPath();
  trace(g);
  g.stroke();
}

function ellipse(g, style, x, y, rx, ry = rx, rotation = 0) {
  fill(g, style, () => g.ellipse(x, y, rx, ry, rotation, 0, 2 * Math.PI));
}

function box(g, style, x, y, width, height, radius = 0) {
  fill(g, style, () => g.roundRect(x, y, width, height, radius));
}

/** Numbers without chance: the same for the same seed. */
function sequence(seed) {
  let state = seed * 7919 + 13;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
