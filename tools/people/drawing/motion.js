/** What people do in one round of their video. Everything comes back to where it began, so that the video has no seam. */

/** A whole number of times in a round, from -1 to 1. */
const swing = (moment, times, shift = 0) => Math.sin(2 * Math.PI * (moment * times + shift));

/** Rises from 0 to 1 and falls again, around a moment of the round, within a share of it. */
function bump(moment, around, wide) {
  const distance = Math.abs(((moment - around + 1.5) % 1) - 0.5);
  return distance < wide ? Math.cos((distance / wide) * (Math.PI / 2)) ** 2 : 0;
}

/** How far the mouth is open while somebody talks, 0 to 1: syllables, now louder, now softer. */
function speech(moment) {
  const phrase = 0.75 + 0.25 * swing(moment, 2, 0.02);
  return phrase * (0.5 + 0.5 * swing(moment, 31) * swing(moment, 13, 0.3));
}

/** The pose at a moment (0 to 1) of the round. */
function poseAt(person, moment, talking) {
  const shift = (person.seed * 0.37) % 1;
  const blinks = [0.13, 0.47, 0.81].map((at) => bump(moment, (at + shift) % 1, 0.012));
  const nod = talking ? 0.35 * swing(moment, 7, shift) : bump(moment, (0.3 + shift) % 1, 0.07) * swing(moment, 12);
  const mouth = talking ? speech(moment) : 0;
  return {
    sway: 7 * swing(moment, 1, shift),
    breath: swing(moment, 2, shift),
    x: 8 * swing(moment, 1, shift + 0.1) + 3 * swing(moment, 3, shift),
    y: 3 * swing(moment, 2, shift) + 9 * nod,
    tilt: 0.03 * swing(moment, 1, shift + 0.3) + person.lean + (talking ? 0.015 * swing(moment, 5, shift) : 0),
    turn: person.facing + 0.3 * swing(moment, 1, shift + 0.2) + (talking ? 0.2 * swing(moment, 3, shift) : 0),
    gaze: 0.5 * swing(moment, 1, shift + 0.6) - person.facing * 0.6,
    blink: Math.max(...blinks),
    brows: talking ? 0.5 + 0.5 * swing(moment, 3, shift) : bump(moment, (0.7 + shift) % 1, 0.08),
    smiling: talking ? 0 : 0.25 + 0.75 * bump(moment, (0.6 + shift) % 1, 0.22),
    mouth,
  };
}

/** Called by cameras.py: frames number `from` to `to` of `count` as base64 of JPEG. */
async function draw(person, { width, height, count, from, to, talking, quality }) {
  const room = paintRoom({ ...person.room, seed: person.seed, light: person.light }, width, height);
  const canvas = new OffscreenCanvas(width, height);
  const g = canvas.getContext("2d");
  const frames = [];
  for (let number = from; number < to; number++) {
    g.resetTransform();
    g.drawImage(room, 0, 0);
    g.scale(width / 1280, height / 720);
    paintPerson(g, person, poseAt(person, number / count, talking));
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    frames.push(bytes.toBase64 ? bytes.toBase64() : btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")));
  }
  return frames;
}
