/** Hair in two layers: what falls behind the head, and what lies on it. Measures are those of the head: 0, 0 is its middle. */

function curls(g, color, from, to, count, distance, size, lift = 0) {
  for (let curl = 0; curl < count; curl++) {
    const angle = from + ((to - from) * curl) / (count - 1);
    const wave = 1 + 0.08 * Math.sin(curl * 2.4);
    const x = Math.cos(angle) * distance * wave;
    const y = lift + Math.sin(angle) * distance * wave;
    ellipse(g, glow(g, x - size * 0.3, y - size * 0.4, size * 1.5, lighter(color, 0.16), color, darker(color, 0.2)), x, y, size);
  }
}

/** Fine lines in the direction in which the hair falls. */
function strands(g, color, lines) {
  for (const [x, y, cx, cy, ex, ey] of lines)
    stroke(g, faint(color, 0.4), 4, () => {
      g.moveTo(x, y);
      g.quadraticCurveTo(cx, cy, ex, ey);
    });
}

/** Falls over the shoulders; `length` below the chin, `wave` to the sides. */
function fall(g, color, length, wave) {
  fill(g, vertical(g, -180, 160 + length, lighter(color, 0.1), color, darker(color, 0.25)), () => {
    g.moveTo(-128, -60);
    g.bezierCurveTo(-150, -215, 150, -215, 128, -60);
    g.bezierCurveTo(150 + wave, 60, 120, 120, 148 + wave, 150 + length);
    g.quadraticCurveTo(60, 190 + length, 0, 150 + length);
    g.quadraticCurveTo(-60, 190 + length, -148 - wave, 150 + length);
    g.bezierCurveTo(-120, 120, -150 - wave, 60, -128, -60);
  });
}

/** What covers the skull, down to a line from temple to temple; `part` says at which side it is parted. */
function cap(g, color, { high = 0, part = -40, temple = 10, line = -92 } = {}) {
  // The top of the curve is to lie above that of the head, wherever it ends.
  const pull = (-160 - high - temple / 4) / 0.75;
  fill(g, vertical(g, -170 - high, 20, lighter(color, 0.2), color, darker(color, 0.18)), () => {
    g.moveTo(-124, temple);
    g.bezierCurveTo(-150, pull, 150, pull, 124, temple);
    g.bezierCurveTo(116, -58, 100, line + 18, part + 60, line - 4);
    g.quadraticCurveTo(part + 20, line - 8, part, line - 24);
    g.quadraticCurveTo(-96, line + 12, -110, -40);
    g.quadraticCurveTo(-118, -20, -124, temple);
  });
}

const HAIR = {
  none: {},
  long: {
    back: (g, color) => fall(g, color, 120, 16),
    front(g, color) {
      cap(g, color, { temple: 60, part: -50 });
      strands(g, darker(color, 0.3), [
        [-50, -118, -110, -90, -122, 30],
        [-20, -118, 90, -110, 120, 40],
        [10, -140, 110, -120, 126, 0],
      ]);
    },
  },
  waves: {
    back(g, color) {
      fill(g, vertical(g, -180, 240, lighter(color, 0.1), color, darker(color, 0.28)), () => {
        g.moveTo(-126, -60);
        g.bezierCurveTo(-150, -230, 150, -230, 126, -60);
        g.bezierCurveTo(168, -20, 128, 30, 158, 70);
        g.bezierCurveTo(186, 110, 140, 140, 168, 180);
        g.bezierCurveTo(176, 226, 110, 250, 76, 232);
        g.quadraticCurveTo(0, 200, -76, 232);
        g.bezierCurveTo(-110, 250, -176, 226, -168, 180);
        g.bezierCurveTo(-140, 140, -186, 110, -158, 70);
        g.bezierCurveTo(-128, 30, -168, -20, -126, -60);
      });
      strands(g, darker(color, 0.4), [
        [130, 10, 118, 60, 138, 110],
        [138, 110, 160, 150, 128, 210],
        [-130, 10, -118, 60, -138, 110],
        [-138, 110, -160, 150, -128, 210],
      ]);
    },
    front(g, color) {
      cap(g, color, { high: 10, temple: 40, part: 34 });
      strands(g, darker(color, 0.3), [
        [30, -126, -60, -130, -112, -40],
        [40, -130, 100, -110, 116, -30],
      ]);
      strands(g, lighter(color, 0.3), [[20, -148, -70, -150, -108, -84]]);
    },
  },
  short: {
    front(g, color) {
      cap(g, color, { high: 12, temple: -22 });
      strands(g, lighter(color, 0.25), [
        [-36, -118, 30, -160, 96, -108],
        [-40, -116, -80, -130, -112, -60],
      ]);
    },
  },
  side: {
    front(g, color) {
      cap(g, color, { high: 26, temple: -18, part: -62, line: -100 });
      fill(g, lighter(color, 0.08), () => {
        g.moveTo(-64, -124);
        g.bezierCurveTo(-30, -190, 100, -190, 112, -92);
        g.bezierCurveTo(80, -128, 0, -132, -64, -124);
      });
    },
  },
  crop: {
    front: (g, color) => cap(g, color, { high: -12, temple: -30, part: -20, line: -100 }),
  },
  afro: {
    back(g, color) {
      ellipse(g, color, 0, -70, 170, 160);
      curls(g, color, 2.75, 6.67, 22, 160, 36, -60);
    },
    front: (g, color) => curls(g, color, 3.5, 5.92, 13, 112, 32, -28),
  },
  curls: {
    back(g, color) {
      ellipse(g, darker(color, 0.2), 0, -30, 150, 160);
      curls(g, color, -0.55, 0.85, 7, 152, 38, 0);
      curls(g, color, 2.3, 3.7, 7, 152, 38, 0);
    },
    front: (g, color) => curls(g, color, 3.3, 6.12, 13, 122, 38, -30),
  },
  bun: {
    back(g, color) {
      ellipse(g, glow(g, -10, -205, 80, lighter(color, 0.2), color, darker(color, 0.2)), 0, -188, 60, 54);
    },
    front(g, color) {
      cap(g, color, { temple: 0, part: 0, line: -104 });
      strands(g, darker(color, 0.3), [
        [-30, -126, -20, -150, 0, -165],
        [40, -122, 30, -150, 4, -165],
        [90, -90, 70, -140, 8, -165],
      ]);
    },
  },
  bob: {
    back: (g, color) => fall(g, color, -40, 8),
    front(g, color) {
      fill(g, vertical(g, -180, 60, lighter(color, 0.18), color, darker(color, 0.15)), () => {
        g.moveTo(-128, 70);
        g.bezierCurveTo(-160, -242, 160, -242, 128, 70);
        g.bezierCurveTo(118, 0, 112, -40, 100, -66);
        g.quadraticCurveTo(0, -86, -100, -66);
        g.bezierCurveTo(-112, -40, -118, 0, -128, 70);
      });
      strands(g, darker(color, 0.3), [
        [-20, -150, -40, -110, -46, -74],
        [20, -152, 30, -110, 34, -74],
        [70, -130, 84, -100, 86, -68],
      ]);
    },
  },
  ponytail: {
    back(g, color) {
      fill(g, vertical(g, -140, 260, lighter(color, 0.15), darker(color, 0.2)), () => {
        g.moveTo(60, -120);
        g.bezierCurveTo(210, -140, 190, 60, 170, 240);
        g.bezierCurveTo(150, 160, 130, 60, 90, -20);
      });
    },
    front(g, color) {
      cap(g, color, { temple: 6, part: -70 });
      strands(g, darker(color, 0.28), [
        [-60, -120, 20, -150, 100, -80],
        [-66, -110, 40, -128, 116, -40],
      ]);
    },
  },
  headscarf: {
    back(g, color) {
      fill(g, vertical(g, -180, 300, lighter(color, 0.12), color, darker(color, 0.2)), () => {
        g.moveTo(-138, -50);
        g.bezierCurveTo(-150, -220, 150, -220, 138, -50);
        g.bezierCurveTo(150, 90, 170, 170, 235, 250);
        g.lineTo(-235, 250);
        g.bezierCurveTo(-170, 170, -150, 90, -138, -50);
      });
    },
    front(g, color) {
      fill(g, vertical(g, -190, 240, lighter(color, 0.2), color, darker(color, 0.12)), () => {
        g.moveTo(0, 250);
        g.bezierCurveTo(-190, 250, -165, 90, -146, -40);
        g.bezierCurveTo(-150, -220, 150, -220, 146, -40);
        g.bezierCurveTo(165, 90, 190, 250, 0, 250);
        g.moveTo(0, 160);
        g.bezierCurveTo(86, 158, 112, 60, 108, -20);
        g.bezierCurveTo(100, -120, -100, -120, -108, -20);
        g.bezierCurveTo(-112, 60, -86, 158, 0, 160);
      });
      strands(g, darker(color, 0.35), [
        [-120, 30, -110, 150, 40, 210],
        [-136, 60, -120, 200, -10, 236],
        [112, 40, 100, 130, 60, 170],
        [-60, -140, 20, -160, 90, -110],
      ]);
    },
  },
  turban: {
    front(g, color) {
      const trace = () => {
        g.moveTo(-124, 2);
        g.bezierCurveTo(-196, -130, -112, -240, 0, -238);
        g.bezierCurveTo(112, -240, 196, -130, 124, 2);
        g.quadraticCurveTo(96, -84, 0, -116);
        g.quadraticCurveTo(-96, -84, -124, 2);
      };
      fill(g, vertical(g, -240, -20, lighter(color, 0.2), color, darker(color, 0.2)), trace);
      g.save();
      g.beginPath();
      trace();
      g.clip();
      for (let fold = 1; fold < 5; fold++)
        stroke(g, faint(darker(color, 0.45), 0.5), 5, () => {
          g.moveTo(-170, -10 - fold * 34);
          g.quadraticCurveTo(-60, -110 - fold * 26, 46 - fold * 8, -108 - fold * 30);
        });
      for (let fold = 0; fold < 4; fold++)
        stroke(g, faint(darker(color, 0.45), 0.5), 5, () => {
          g.moveTo(170, -10 - fold * 34);
          g.quadraticCurveTo(84, -90 - fold * 34, -10 - fold * 6, -120 - fold * 26);
        });
      g.restore();
    },
  },
};
