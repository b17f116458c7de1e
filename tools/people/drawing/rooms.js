/** What is behind people: rooms of homes and offices, out of focus as a camera sees them. */

const BLUR = 7;

function bookshelf(g, room, x, width) {
  const random = sequence(room.seed);
  box(g, darker(room.wood, 0.35), x, 20, width, 720, 6);
  for (let row = 0; row < 4; row++) {
    const floor = 190 + row * 175;
    box(g, darker(room.wood, 0.55), x + 12, floor - 150, width - 24, 150);
    for (let at = x + 20; at < x + width - 40; ) {
      const thick = 16 + random() * 18;
      const high = 80 + random() * 55;
      const gap = random();
      if (gap > 0.86) {
        ellipse(g, mix(room.accent, "#ffffff", 0.3), at + 26, floor - 30, 24, 30);
        at += 60;
        continue;
      }
      const color = [room.accent, room.wall, "#c9b79c", "#5d6f86", "#a4574a", "#4d7766", "#e4ddd0"][Math.floor(random() * 7)];
      box(g, darker(color, 0.12 + random() * 0.2), at, floor - high, thick, high, 2);
      at += thick + 3;
    }
    box(g, room.wood, x, floor, width, 16);
  }
}

function windowWithTrees(g, room, x, y, width, height) {
  box(g, "#fdfcf8", x - 14, y - 14, width + 28, height + 28, 4);
  g.save();
  g.beginPath();
  g.rect(x, y, width, height);
  g.clip();
  box(g, vertical(g, y, y + height, "#a8d3f2", "#e9f4fb", "#dfeedd"), x, y, width, height);
  const random = sequence(room.seed + 3);
  for (let tree = 0; tree < 12; tree++) {
    const radius = 40 + random() * 50;
    ellipse(g, mix("#6d9f6c", "#b3cf9a", random()), x + random() * width, y + height - 10 - random() * 90, radius);
  }
  g.restore();
  box(g, "#fdfcf8", x + width / 2 - 7, y, 14, height);
  box(g, "#fdfcf8", x, y + height * 0.42, width, 12);
  box(g, faint("#ffffff", 0.55), x - 60, y - 30, 80, height + 110, 8);
  box(g, faint("#ffffff", 0.55), x + width - 20, y - 30, 80, height + 110, 8);
}

function plant(g, x, floor, size, green = "#3f7f57", pot = "#c8754f") {
  for (let leaf = 0; leaf < 13; leaf++) {
    g.save();
    g.translate(x, floor - size * 0.55);
    g.rotate((leaf - 6) * 0.26);
    const color = leaf % 2 ? green : lighter(green, 0.22);
    fill(g, color, () => {
      g.moveTo(0, 0);
      g.bezierCurveTo(-size * 0.22, -size * 0.4, -size * 0.13, -size * 0.85, 0, -size * (0.9 + 0.15 * Math.cos(leaf * 2)));
      g.bezierCurveTo(size * 0.13, -size * 0.85, size * 0.22, -size * 0.4, 0, 0);
    });
    g.restore();
  }
  fill(g, vertical(g, floor - size * 0.6, floor, lighter(pot, 0.1), darker(pot, 0.2)), () => {
    g.moveTo(x - size * 0.3, floor - size * 0.6);
    g.lineTo(x + size * 0.3, floor - size * 0.6);
    g.lineTo(x + size * 0.22, floor);
    g.lineTo(x - size * 0.22, floor);
  });
}

function lamp(g, x, y, color = "#f6e3b4") {
  ellipse(g, glow(g, x, y, 330, faint("#ffe6b0", 0.75), faint("#ffe6b0", 0)), x, y, 330);
  box(g, "#5e554b", x - 5, y, 10, 500);
  fill(g, vertical(g, y - 70, y + 60, lighter(color, 0.5), color), () => {
    g.moveTo(x - 48, y - 70);
    g.lineTo(x + 48, y - 70);
    g.lineTo(x + 82, y + 60);
    g.lineTo(x - 82, y + 60);
  });
}

function painting(g, x, y, width, height, ground, one, other) {
  box(g, "#3d332b", x - 10, y - 10, width + 20, height + 20, 3);
  box(g, "#fbf7ef", x, y, width, height);
  g.save();
  g.beginPath();
  g.rect(x + 18, y + 18, width - 36, height - 36);
  g.clip();
  box(g, ground, x, y, width, height);
  ellipse(g, other, x + width * 0.66, y + height * 0.36, width * 0.13);
  ellipse(g, one, x + width * 0.28, y + height * 0.98, width * 0.42);
  ellipse(g, darker(one, 0.2), x + width * 0.78, y + height * 1.05, width * 0.4);
  g.restore();
}

const ROOMS = {
  window(g, room) {
    windowWithTrees(g, room, 90, 60, 300, 380);
    box(g, room.wood, 930, 330, 310, 18);
    box(g, room.accent, 960, 258, 30, 72, 3);
    box(g, darker(room.accent, 0.25), 994, 240, 26, 90, 3);
    box(g, "#e9dfcd", 1024, 262, 34, 68, 3);
    plant(g, 1160, 330, 130);
    plant(g, 1130, 760, 260, "#4d8a5c", "#e8e2d6");
  },
  books(g, room) {
    bookshelf(g, room, 850, 460);
    painting(g, 120, 110, 230, 280, lighter(room.accent, 0.65), room.accent, "#efb65b");
    plant(g, 150, 780, 250);
  },
  lounge(g, room) {
    lamp(g, 1120, 210);
    painting(g, 90, 100, 270, 200, "#f1e4d0", room.accent, "#e59a62");
    box(g, darker(room.accent, 0.18), -80, 500, 620, 300, 50);
    box(g, room.accent, -60, 470, 520, 150, 46);
    box(g, lighter(room.accent, 0.6), 110, 480, 130, 120, 26);
  },
  kitchen(g, room) {
    const tile = lighter(room.wall, 0.55);
    for (let row = 0; row < 5; row++)
      for (let column = 0; column < 16; column++)
        box(g, mix(tile, room.wall, ((row * 5 + column * 3) % 4) * 0.12), column * 84 - (row % 2) * 42, 250 + row * 52, 80, 48, 4);
    box(g, room.accent, -20, -20, 480, 220, 8);
    box(g, darker(room.accent, 0.2), 218, -20, 5, 220);
    for (const [x, y] of [[860, 130], [860, 262]]) {
      box(g, room.wood, x, y, 400, 16);
      for (let cup = 0; cup < 5; cup++) {
        const color = ["#f4efe6", room.accent, "#d9a066", "#8fae9b", "#f4efe6"][cup];
        box(g, color, x + 20 + cup * 76, y - 54 - (cup % 2) * 18, 48, 54 + (cup % 2) * 18, 8);
      }
    }
    box(g, darker(room.wood, 0.1), -20, 520, 1320, 30);
    box(g, lighter(room.accent, 0.1), -20, 550, 1320, 200);
    plant(g, 170, 522, 150, "#5b9a63", "#f4efe6");
  },
  bricks(g, room) {
    const random = sequence(room.seed + 5);
    for (let row = 0; row < 16; row++)
      for (let column = -1; column < 13; column++) {
        const color = mix(room.wall, darker(room.wall, 0.3), random());
        box(g, mix(color, "#f0d9c4", random() * 0.16), column * 110 + (row % 2) * 55, row * 46, 104, 41, 3);
      }
    box(g, room.wood, 60, 250, 330, 16);
    plant(g, 130, 250, 140);
    box(g, room.accent, 220, 168, 30, 82, 3);
    box(g, "#e8dcc6", 256, 150, 34, 100, 3);
    box(g, darker(room.accent, 0.3), 294, 176, 28, 74, 3);
    lamp(g, 1150, 170, "#f2d9a0");
  },
  office(g, room) {
    for (let pane = 0; pane < 4; pane++) {
      box(g, vertical(g, 0, 560, "#cfe0ef", "#f2f5f5"), pane * 330 - 10, 30, 312, 560, 4);
      for (let house = 0; house < 3; house++) {
        const high = 120 + ((pane * 5 + house * 7) % 6) * 48;
        box(g, mix("#9fb2c6", "#c8d4de", ((pane + house) % 3) / 2), pane * 330 + house * 100 + 2, 590 - high, 84, high);
      }
    }
    box(g, darker(room.wall, 0.25), -10, 590, 1320, 140);
    box(g, room.accent, 940, 470, 250, 190, 24);
    plant(g, 130, 740, 330, "#44805a", "#f0ece4");
  },
  study(g, room) {
    painting(g, 880, 90, 150, 190, "#e8eef2", room.accent, "#f0c067");
    painting(g, 1070, 130, 140, 140, "#f3e6da", "#6d8f7c", "#d97f5c");
    painting(g, 1010, 320, 200, 140, "#e3dcee", darker(room.accent, 0.1), "#f4d8a0");
    box(g, room.wood, 60, 360, 300, 400, 10);
    for (let drawer = 0; drawer < 3; drawer++) box(g, darker(room.wood, 0.14), 78, 384 + drawer * 122, 264, 104, 6);
    plant(g, 140, 362, 190);
    lamp(g, 290, 230, "#f3e2bd");
  },
};

/** A room on a canvas of its own, blurred: it stays the same through all frames. */
function paintRoom(room, width, height) {
  const sharp = new OffscreenCanvas(1280, 720);
  const s = sharp.getContext("2d");
  box(s, vertical(s, 0, 720, lighter(room.wall, 0.18), room.wall, darker(room.wall, 0.18)), 0, 0, 1280, 720);
  ROOMS[room.kind](s, room);
  const canvas = new OffscreenCanvas(width, height);
  const g = canvas.getContext("2d");
  g.filter = `blur(${(BLUR * width) / 1280}px)`;
  // Larger than the picture, so that the blur has no pale edge.
  g.drawImage(sharp, -0.02 * width, -0.02 * height, 1.04 * width, 1.04 * height);
  g.filter = "none";
  g.scale(width / 1280, height / 720);
  const from = room.light === "left" ? 0 : 1280;
  box(g, glow(g, from, 120, 1500, faint("#fff3dc", 0.28), faint("#fff3dc", 0), faint("#0e1420", 0.3)), 0, 0, 1280, 720);
  return canvas;
}
