/** A PDF file of pictures, each on a page of its own (ISO 32000-1, sections 7.5 and 8.9.5). */

export interface PdfPicture {
  /** A JPEG file with three colors. */
  jpeg: Uint8Array;
  /** In pixels. */
  width: number;
  height: number;
}

/** Points of the longer side of a page: that of A4. */
const LONGER_SIDE = 842;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function pdfOf(pictures: readonly PdfPicture[]): Blob {
  const parts: Uint8Array[] = [];
  const offsets: number[] = [];
  let length = 0;
  const write = (part: Uint8Array) => {
    parts.push(part);
    length += part.length;
  };
  const object = (number: number, dictionary: string, stream?: Uint8Array) => {
    offsets[number] = length;
    write(bytesOf(`${number} 0 obj\n<<${dictionary}${stream ? ` /Length ${stream.length}` : ""}>>\n`));
    if (stream) {
      write(bytesOf("stream\n"));
      write(stream);
      write(bytesOf("\nendstream\n"));
    }
    write(bytesOf("endobj\n"));
  };
  // The comment says that the file is not text.
  write(new Uint8Array([...bytesOf("%PDF-1.4\n%"), 0xe2, 0xe3, 0xcf, 0xd3, 0x0a]));
  const pageNumber = (at: number) => 3 + 3 * at;
  object(1, "/Type /Catalog /Pages 2 0 R");
  const kids = pictures.map((_, at) => `${pageNumber(at)} 0 R`).join(" ");
  object(2, `/Type /Pages /Count ${pictures.length} /Kids [${kids}]`);
  pictures.forEach(({ jpeg, width, height }, at) => {
    const page = pageNumber(at);
    const scale = LONGER_SIDE / Math.max(width, height);
    const [across, down] = [width, height].map((one) => (one * scale).toFixed(2));
    object(
      page,
      `/Type /Page /Parent 2 0 R /MediaBox [0 0 ${across} ${down}] /Contents ${page + 1} 0 R` +
        ` /Resources <</XObject <</P ${page + 2} 0 R>>>>`,
    );
    object(page + 1, "", bytesOf(`q ${across} 0 0 ${down} 0 0 cm /P Do Q`));
    object(
      page + 2,
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB` +
        " /BitsPerComponent 8 /Filter /DCTDecode",
      jpeg,
    );
  });
  const table = length;
  const lines = offsets.slice(1).map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
  const count = lines.length + 1;
  write(bytesOf(`xref\n0 ${count}\n0000000000 65535 f \n${lines.join("")}`));
  write(bytesOf(`trailer\n<</Size ${count} /Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`));
  return new Blob(parts as BlobPart[], { type: "application/pdf" });
}
