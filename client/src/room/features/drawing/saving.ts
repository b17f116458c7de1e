/** Documents with what is drawn on their pages, as files that this browser makes. */

import { fileName } from "../../../browser/fileName";
import { type PdfPicture, pdfOf } from "../../../browser/pdf";
import { saveBlob } from "../../../browser/saveBlob";
import type { Session } from "../../feature";
import { loadPages, PAGE_WIDTH, selectDocument } from "../content/public";
import { pagePicture } from "../whiteboard/public";
import { selectIsDrawn } from "./drawing";

type KnownPage = Awaited<ReturnType<typeof loadPages>>[number];

const titleOf = (session: Session, id: string) =>
  fileName(selectDocument(id)(session.room.getState())?.title ?? "", "document");

async function draw(session: Session, id: string, { number, pictures }: KnownPage): Promise<HTMLCanvasElement | null> {
  const [largest] = pictures;
  if (!largest) return null;
  const drawn = selectIsDrawn(id, number)(session.room.getState());
  return pagePicture(session, largest.url, drawn ? `${id}:${String(number)}` : null, PAGE_WIDTH);
}

const encoded = (canvas: HTMLCanvasElement, type: string): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))), type, 0.9),
  );

/** Saves a page as a picture (PNG). Rejects where that cannot be done. */
export async function savePage(session: Session, id: string, number: number): Promise<void> {
  const [page] = await loadPages(session, id, number);
  const canvas = page ? await draw(session, id, page) : null;
  if (!canvas) throw new Error("This page has no picture.");
  saveBlob(await encoded(canvas, "image/png"), `${titleOf(session, id)} ${String(number)}.png`);
}

/** Saves all pages as a PDF file. What cannot be shown of a document is left out. Rejects where that cannot be done. */
export async function saveDocument(session: Session, id: string): Promise<void> {
  const pictures: PdfPicture[] = [];
  // One after the other: a page as it is drawn takes some megabytes.
  for (const page of await loadPages(session, id)) {
    const canvas = await draw(session, id, page);
    if (!canvas) continue;
    const jpeg = new Uint8Array(await (await encoded(canvas, "image/jpeg")).arrayBuffer());
    pictures.push({ jpeg, width: canvas.width, height: canvas.height });
    canvas.width = canvas.height = 0;
  }
  if (pictures.length === 0) throw new Error("No page has a picture.");
  saveBlob(pdfOf(pictures), `${titleOf(session, id)}.pdf`);
}
