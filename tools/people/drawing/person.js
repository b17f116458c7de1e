/** A person before a camera. What they look like is the portrait (portraits.py), what they do at a moment is the pose (motion.js). */

function paintPerson(g, person, pose) {
  const hair = HAIR[person.hair];
  const scale = person.size * 1.1;
  g.save();
  g.translate(640 + person.offset + pose.sway, 720);
  g.scale(scale, scale * (1 + pose.breath * 0.004));
  g.translate(-640, -720);
  inHead(g, person, pose, 0.35, () => hair.back?.(g, person.headwear || person.hairColor));
  paintNeck(g, person);
  CLOTHES[person.clothes](g, { top: person.top, under: person.under }, person.skin);
  inHead(g, person, pose, 1, () => paintHead(g, person, pose, hair));
  g.restore();
}

/** Draws around the middle of the head, turned as it is; `share` of the tilt is what long hair takes of it. */
function inHead(g, person, pose, share, draw) {
  g.save();
  g.translate(640 + pose.x * share, 470 + pose.y * share);
  g.rotate(pose.tilt * share);
  g.translate(0, -150);
  g.scale(person.wide, 1);
  draw();
  g.restore();
}

function paintNeck(g, { skin, neck }) {
  const shade = darker(skin, 0.26);
  fill(g, vertical(g, 400, 560, darker(skin, 0.36), shade, skin), () => {
    g.moveTo(640 - neck, 400);
    g.lineTo(640 - neck, 490);
    g.quadraticCurveTo(640 - neck - 10, 530, 640 - neck - 50, 546);
    g.quadraticCurveTo(640, 610, 640 + neck + 50, 546);
    g.quadraticCurveTo(640 + neck + 10, 530, 640 + neck, 490);
    g.lineTo(640 + neck, 400);
  });
}

function traceFace(g, jaw) {
  g.moveTo(-116, -30);
  g.bezierCurveTo(-124, -186, 124, -186, 116, -30);
  g.bezierCurveTo(118, 50, jaw + 22, 108, jaw * 0.62, 140);
  g.quadraticCurveTo(0, 172, -jaw * 0.62, 140);
  g.bezierCurveTo(-jaw - 22, 108, -118, 50, -116, -30);
}

function paintHead(g, person, pose, hair) {
  const { skin, jaw, light } = person;
  const side = light === "left" ? -1 : 1;
  if (person.hair !== "headscarf")
    for (const ear of [-1, 1]) {
      const x = ear * 118 - pose.turn * 8;
      ellipse(g, darker(skin, ear === side ? 0.06 : 0.2), x, 2, 20, 32, ear * 0.12);
      ellipse(g, darker(skin, 0.3), x + ear * 2, 2, 9, 18, ear * 0.12);
      if (person.earrings) ellipse(g, glow(g, x, 42, 12, "#fff6d8", person.earrings), x, 44, 8, 11);
    }
  g.save();
  g.beginPath();
  traceFace(g, jaw);
  g.clip();
  box(g, glow(g, side * 60, -60, 300, lighter(skin, 0.2), skin, darker(skin, 0.3)), -160, -220, 320, 420);
  ellipse(g, glow(g, 0, 150, 120, faint(darker(skin, 0.4), 0.35), faint(skin, 0)), 0, 170, 130, 60);
  for (const cheek of [-1, 1]) {
    const x = cheek * 66 + pose.turn * 12;
    ellipse(g, glow(g, x, 50, 46, faint(person.blush, 0.4), faint(person.blush, 0)), x, 50, 46, 34);
  }
  if (person.freckles) {
    const random = sequence(4);
    for (let spot = 0; spot < 30; spot++)
      ellipse(g, faint(darker(skin, 0.35), 0.5), (random() - 0.5) * 150 + pose.turn * 12, 22 + random() * 40, 2.2);
  }
  if (person.beard) paintBeard(g, person, pose);
  g.restore();
  paintEyes(g, person, pose);
  paintNose(g, person, pose, side);
  paintMouth(g, person, pose);
  hair.front?.(g, person.headwear || person.hairColor);
  if (person.glasses) paintGlasses(g, person, pose);
  if (person.headset) paintHeadset(g, person);
}

function paintBeard(g, { beard, hairColor, beardColor, skin }, { turn, mouth }) {
  const color = beardColor || hairColor;
  const x = turn * 14;
  const style = beard === "stubble" ? faint(mix(color, skin, 0.35), 0.5) : color;
  fill(g, style, () => {
    g.moveTo(-130, -4);
    g.quadraticCurveTo(-106, 40, -92, 56);
    g.quadraticCurveTo(-70, 50, -44 + x, 54);
    g.quadraticCurveTo(x, 38, 44 + x, 54);
    g.quadraticCurveTo(70, 50, 92, 56);
    g.quadraticCurveTo(106, 40, 130, -4);
    g.lineTo(130, 200);
    g.lineTo(-130, 200);
  });
  // Around the mouth there is skin.
  ellipse(g, mix(skin, color, beard === "stubble" ? 0.1 : 0.22), x, 90 + mouth * 6, 44, 20 + mouth * 8);
}

function paintEyes(g, person, pose) {
  const { skin, iris, lashes, brow, hairColor, browColor } = person;
  for (const side of [-1, 1]) {
    const x = side * 48 + pose.turn * 15;
    const y = -18;
    const open = 1 - pose.blink;
    const lid = y - person.eyes * open;
    ellipse(g, glow(g, x, y, 42, faint(darker(skin, 0.45), 0.28), faint(skin, 0)), x, y - 4, 42, 30);
    if (open > 0.12) {
      g.save();
      g.beginPath();
      traceEye(g, x, y, side, lid, person.eyes * 0.72);
      g.clip();
      box(g, vertical(g, y - 20, y + 16, "#d9d4d0", "#ffffff"), x - 34, y - 24, 68, 48);
      const look = x + pose.gaze * 6;
      ellipse(g, glow(g, look, y + 4, 15, lighter(iris, 0.25), iris, darker(iris, 0.45)), look, y - 1, 14.5);
      ellipse(g, "#15100e", look, y - 1, 6.6);
      ellipse(g, "#ffffff", look + (person.light === "left" ? -5 : 5), y - 6, 3.6);
      g.restore();
    }
    stroke(g, darker(skin, 0.75), lashes ? 6.5 : 4.5, () => {
      g.moveTo(x - 29, y + (side < 0 ? -1 : 3));
      g.quadraticCurveTo(x, lid * 1.0 - 9 * open + 9 * (1 - open), x + 29, y + (side < 0 ? 3 : -1));
      if (lashes) {
        g.moveTo(x + side * 27, y - 2);
        g.lineTo(x + side * 36, y - 10 + 8 * pose.blink);
      }
    });
    stroke(g, faint(darker(skin, 0.4), 0.6), 3, () => {
      g.moveTo(x - 24, y - 16 * open - 10);
      g.quadraticCurveTo(x, y - 24 * open - 12, x + 24, y - 16 * open - 10);
    });
    const up = -52 - pose.brows * 7;
    stroke(g, browColor || darker(hairColor, 0.12), brow, () => {
      g.moveTo(x - side * 26, up + 5);
      g.quadraticCurveTo(x + side * 4, up - 10, x + side * 34, up + 6);
    });
  }
}

function traceEye(g, x, y, side, lid, below) {
  g.moveTo(x - 29, y + (side < 0 ? -1 : 3));
  g.quadraticCurveTo(x, lid - 9, x + 29, y + (side < 0 ? 3 : -1));
  g.quadraticCurveTo(x, y + below + 8, x - 29, y + (side < 0 ? -1 : 3));
}

function paintNose(g, { skin, nose }, { turn }, side) {
  const x = turn * 20;
  fill(g, faint(darker(skin, 0.35), 0.3), () => {
    g.moveTo(x - side * 6, -24);
    g.quadraticCurveTo(x - side * 20, 20, x - side * nose, 44);
    g.quadraticCurveTo(x, 58, x + side * 4, 46);
    g.quadraticCurveTo(x - side * 2, 10, x - side * 6, -24);
  });
  ellipse(g, glow(g, x + side * 4, 30, 20, faint(lighter(skin, 0.5), 0.5), faint(skin, 0)), x + side * 4, 30, 16, 20);
  stroke(g, faint(darker(skin, 0.55), 0.75), 4.5, () => {
    g.moveTo(x - nose, 40);
    g.quadraticCurveTo(x - nose * 0.7, 50, x - nose * 0.35, 46);
    g.quadraticCurveTo(x, 54, x + nose * 0.35, 46);
    g.quadraticCurveTo(x + nose * 0.7, 50, x + nose, 40);
  });
}

function paintMouth(g, { skin, lips, smile, full }, { turn, mouth, smiling }) {
  const x = turn * 16;
  const wide = 34 + smile * 8 + smiling * 7 - mouth * 9;
  const corner = 82 - smile * 5 - smiling * 5;
  const middle = 90 + smile * 3 + smiling * 4;
  const open = Math.max(0, mouth) * 24 + smiling * 7;
  fill(g, lips, () => {
    g.moveTo(x - wide, corner);
    g.quadraticCurveTo(x - wide * 0.4, middle - 11 - full, x, middle - 7 - full * 0.6);
    g.quadraticCurveTo(x + wide * 0.4, middle - 11 - full, x + wide, corner);
    g.quadraticCurveTo(x, middle + 14 + full * 1.6 + open * 1.5, x - wide, corner);
  });
  const inner = () => {
    g.moveTo(x - wide + 5, corner + 1);
    g.quadraticCurveTo(x, middle - 4, x + wide - 5, corner + 1);
    g.quadraticCurveTo(x, middle + 3 + open * 1.7, x - wide + 5, corner + 1);
  };
  if (open > 3) {
    g.save();
    g.beginPath();
    inner();
    g.clip();
    box(g, "#4a1820", x - 60, corner - 30, 120, 90);
    ellipse(g, "#c4626a", x, middle + open * 1.05 + 6, wide * 0.55, 12);
    box(g, "#fbf6f0", x - wide * 0.72, middle - 16, wide * 1.44, 17 + open * 0.12, 8);
    g.restore();
  } else {
    stroke(g, darker(lips, 0.45), 3.5, () => {
      g.moveTo(x - wide + 2, corner);
      g.quadraticCurveTo(x, middle + 4, x + wide - 2, corner);
    });
  }
  for (const side of [-1, 1])
    stroke(g, faint(darker(skin, 0.5), 0.45), 4, () => {
      g.moveTo(x + side * (wide + 2), corner - 6);
      g.quadraticCurveTo(x + side * (wide + 8), corner, x + side * (wide + 3), corner + 6);
    });
}

function paintGlasses(g, { glasses, glassesShape }, { turn }) {
  const x = turn * 15;
  for (const side of [-1, 1]) {
    const trace = () =>
      glassesShape === "round"
        ? g.ellipse(side * 50 + x, -14, 37, 35, 0, 0, 2 * Math.PI)
        : g.roundRect(side * 50 - 39 + x, -42, 78, 56, 18);
    fill(g, "#ffffff1c", trace);
    stroke(g, glasses, 6, trace);
    stroke(g, glasses, 5, () => {
      g.moveTo(side * 89 + x, -24);
      g.lineTo(side * 117, -16);
    });
    stroke(g, "#ffffff66", 4, () => {
      g.moveTo(side * 50 + x - 20, -26);
      g.lineTo(side * 50 + x - 8, -34);
    });
  }
  stroke(g, glasses, 6, () => {
    g.moveTo(-13 + x, -18);
    g.quadraticCurveTo(x, -26, 13 + x, -18);
  });
}

function paintHeadset(g, { headset }) {
  stroke(g, headset, 15, () => g.arc(0, -34, 136, Math.PI * 1.06, Math.PI * 1.94));
  for (const side of [-1, 1]) {
    box(g, darker(headset, 0.2), side * 132 - 20, -36, 40, 82, 18);
    box(g, lighter(headset, 0.18), side * 140 - 8, -22, 16, 54, 8);
  }
  stroke(g, headset, 6, () => {
    g.moveTo(-128, 40);
    g.quadraticCurveTo(-120, 118, -58, 122);
  });
  ellipse(g, darker(headset, 0.3), -54, 122, 13, 9);
}
