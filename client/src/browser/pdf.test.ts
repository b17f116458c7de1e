// @vitest-environment node
import { expect, it } from "vitest";

import { pdfOf } from "./pdf";

it("has a page for each picture, in its shape, and says where each object begins", async () => {
  const jpeg = new Uint8Array([0xff, 0xd8, 0x0a, 0xff, 0xd9]);
  const pictures = [
    { jpeg, width: 1600, height: 900 },
    { jpeg, width: 600, height: 1200 },
  ];
  const bytes = new Uint8Array(await new Response(pdfOf(pictures)).arrayBuffer());
  const text = [...bytes].map((one) => String.fromCharCode(one)).join("");
  expect(text.startsWith("%PDF-1.4\n")).toBe(true);
  expect(text).toContain("/Count 2 /Kids [3 0 R 6 0 R]");
  expect(text).toContain("/MediaBox [0 0 842.00 473.63]");
  expect(text).toContain("/MediaBox [0 0 421.00 842.00]");
  const table = Number(/startxref\n(\d+)\n/.exec(text)?.[1]);
  const lines = text.slice(table).split("\n").slice(2, 11);
  expect(lines).toHaveLength(9);
  lines.slice(1).forEach((line, at) => {
    expect(line).toHaveLength(19);
    expect(text.slice(Number(line.slice(0, 10))).startsWith(`${at + 1} 0 obj`)).toBe(true);
  });
});
