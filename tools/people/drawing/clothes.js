/** What people wear, from the shoulders down; 640 is the middle of the picture, 720 its lower edge. */

function torso(g, style, broad = 0) {
  fill(g, style, () => {
    g.moveTo(250 - broad, 760);
    g.bezierCurveTo(262 - broad, 610, 370 - broad, 568, 545, 532);
    g.quadraticCurveTo(640, 560, 735, 532);
    g.bezierCurveTo(910 + broad, 568, 1018 + broad, 610, 1030 + broad, 760);
  });
}

const folds = (g, color) =>
  stroke(g, faint(darker(color, 0.5), 0.4), 6, () => {
    g.moveTo(390, 760);
    g.quadraticCurveTo(400, 690, 376, 640);
    g.moveTo(890, 760);
    g.quadraticCurveTo(880, 690, 904, 640);
  });

const cloth = (g, color) => vertical(g, 520, 740, lighter(color, 0.12), color, darker(color, 0.22));

/** The opening at the neck, where skin is seen. */
function neckline(g, skin, deep, wide = 84) {
  fill(g, vertical(g, 500, 560 + deep, darker(skin, 0.18), skin), () => {
    g.moveTo(640 - wide, 520);
    g.quadraticCurveTo(640, 560 + deep * 1.6, 640 + wide, 520);
  });
}

function collar(g, color) {
  for (const side of [-1, 1])
    fill(g, vertical(g, 490, 610, lighter(color, 0.3), darker(color, 0.08)), () => {
      g.moveTo(640 + side * 78, 492);
      g.quadraticCurveTo(640 + side * 112, 520, 640 + side * 104, 566);
      g.lineTo(640 + side * 58, 618);
      g.lineTo(640 + side * 6, 566);
      g.quadraticCurveTo(640 + side * 60, 540, 640 + side * 78, 492);
    });
}

const CLOTHES = {
  sweater(g, { top }, skin) {
    torso(g, cloth(g, top));
    neckline(g, skin, 14);
    stroke(g, darker(top, 0.2), 18, () => {
      g.moveTo(552, 530);
      g.quadraticCurveTo(640, 598, 728, 530);
    });
    folds(g, top);
  },
  turtleneck(g, { top }) {
    torso(g, cloth(g, top));
    box(g, vertical(g, 470, 560, lighter(top, 0.08), darker(top, 0.18)), 562, 478, 156, 78, 26);
    folds(g, top);
  },
  shirt(g, { top }, skin) {
    torso(g, cloth(g, top));
    neckline(g, skin, 26, 70);
    collar(g, lighter(top, 0.14));
    stroke(g, darker(top, 0.25), 3, () => {
      g.moveTo(640, 590);
      g.lineTo(640, 760);
    });
    for (const y of [630, 690]) ellipse(g, lighter(top, 0.6), 650, y, 5);
    folds(g, top);
  },
  blazer(g, { top, under }, skin) {
    torso(g, cloth(g, under));
    neckline(g, skin, 26, 70);
    collar(g, under);
    for (const side of [-1, 1]) {
      fill(g, vertical(g, 520, 760, lighter(top, 0.1), darker(top, 0.2)), () => {
        g.moveTo(640 + side * 96, 526);
        g.bezierCurveTo(640 + side * 270, 568, 640 + side * 378, 610, 640 + side * 390, 760);
        g.lineTo(640 + side * 22, 760);
      });
      fill(g, lighter(top, 0.14), () => {
        g.moveTo(640 + side * 98, 524);
        g.lineTo(640 + side * 168, 610);
        g.lineTo(640 + side * 124, 628);
        g.lineTo(640 + side * 140, 650);
        g.lineTo(640 + side * 30, 760);
      });
    }
  },
  cardigan(g, { top, under }, skin) {
    torso(g, cloth(g, under));
    neckline(g, skin, 30);
    for (const side of [-1, 1])
      fill(g, vertical(g, 520, 760, lighter(top, 0.12), darker(top, 0.18)), () => {
        g.moveTo(640 + side * 92, 524);
        g.bezierCurveTo(640 + side * 270, 568, 640 + side * 378, 610, 640 + side * 390, 760);
        g.lineTo(640 + side * 74, 760);
        g.quadraticCurveTo(640 + side * 110, 640, 640 + side * 92, 524);
      });
    folds(g, top);
  },
  hoodie(g, { top, under }, skin) {
    torso(g, cloth(g, top));
    neckline(g, skin, 16);
    stroke(g, under, 14, () => {
      g.moveTo(556, 526);
      g.quadraticCurveTo(640, 596, 724, 526);
    });
    stroke(g, vertical(g, 500, 620, lighter(top, 0.12), darker(top, 0.28)), 42, () => {
      g.moveTo(540, 512);
      g.bezierCurveTo(530, 590, 600, 612, 640, 612);
      g.bezierCurveTo(680, 612, 750, 590, 740, 512);
    });
    for (const side of [-1, 1])
      stroke(g, lighter(top, 0.65), 7, () => {
        g.moveTo(640 + side * 46, 622);
        g.quadraticCurveTo(640 + side * 54, 670, 640 + side * 46, 712);
      });
    folds(g, top);
  },
  stripes(g, { top, under }, skin) {
    torso(g, cloth(g, under));
    g.save();
    g.beginPath();
    g.moveTo(250, 760);
    g.bezierCurveTo(262, 610, 370, 568, 545, 532);
    g.quadraticCurveTo(640, 560, 735, 532);
    g.bezierCurveTo(910, 568, 1018, 610, 1030, 760);
    g.clip();
    for (let y = 560; y < 760; y += 40)
      stroke(g, top, 13, () => {
        g.moveTo(240, y + 30);
        g.quadraticCurveTo(640, y - 16, 1040, y + 30);
      });
    g.restore();
    neckline(g, skin, 22, 98);
    folds(g, under);
  },
  vneck(g, { top }, skin) {
    torso(g, cloth(g, top));
    fill(g, vertical(g, 500, 640, darker(skin, 0.16), skin), () => {
      g.moveTo(556, 524);
      g.lineTo(640, 640);
      g.lineTo(724, 524);
    });
    stroke(g, lighter(top, 0.22), 9, () => {
      g.moveTo(554, 528);
      g.lineTo(640, 644);
      g.lineTo(726, 528);
    });
    folds(g, top);
  },
};
