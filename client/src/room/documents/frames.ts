/** The frames of the document socket: a byte that says what it is, then JSON, or a channel and bytes of a document. */

export const FRAME = {
  enter: 0x01,
  open: 0x02,
  close: 0x03,
  update: 0x04,
  awareness: 0x05,
  ping: 0x06,
  entered: 0x81,
  opened: 0x82,
  refused: 0x83,
  updated: 0x84,
  aware: 0x85,
  pong: 0x86,
  synced: 0x87,
  stored: 0x88,
  authors: 0x89,
  closing: 0x8f,
} as const;

/** Longest update that the server takes. */
export const MAX_UPDATE_BYTES = 256 * 1024;

export interface Author {
  clientId: number;
  personId: string;
  name: string;
}

/** Where a page of a person is in the document; `state` null: it is gone. */
export interface Place extends Omit<Author, "name"> {
  name: string;
  color: number;
  state: unknown;
}

/** What the server says about one document. */
export type DocumentMessage =
  | { type: "opened"; documentId: string; mayWrite: boolean }
  | { type: "synced"; seq: number; stateVector: Uint8Array; updates: Uint8Array[] }
  | { type: "updated"; seq: number; updates: Uint8Array[] }
  | { type: "stored"; seq: number; count: number }
  | { type: "aware"; places: Place[] }
  | { type: "authors"; authors: Author[] }
  | { type: "refused"; error: string; message: string };

export type ServerFrame =
  | { type: "entered" | "pong" }
  | { type: "closing"; reason: string }
  | { type: "document"; channel: number | null; message: DocumentMessage };

export function messageFrame(kind: number, message: unknown): Uint8Array<ArrayBuffer> {
  const body = new TextEncoder().encode(JSON.stringify(message));
  const frame = new Uint8Array(1 + body.length);
  frame[0] = kind;
  frame.set(body, 1);
  return frame;
}

export function dataFrame(kind: number, channel: number, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(5 + data.length);
  frame[0] = kind;
  new DataView(frame.buffer).setUint32(1, channel);
  frame.set(data, 5);
  return frame;
}

const json = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));

/** Null for a frame that only a newer server knows. */
export function readFrame(frame: Uint8Array): ServerFrame | null {
  const body = frame.subarray(1);
  switch (frame[0]) {
    case FRAME.entered:
      return { type: "entered" };
    case FRAME.pong:
      return { type: "pong" };
    case FRAME.closing:
      return { type: "closing", reason: (json(body) as { reason: string }).reason };
    case FRAME.opened:
    case FRAME.refused:
    case FRAME.authors: {
      const type = frame[0] === FRAME.opened ? "opened" : frame[0] === FRAME.refused ? "refused" : "authors";
      const { channel, ...message } = json(body) as { channel: number | null };
      return { type: "document", channel, message: { type, ...message } as DocumentMessage };
    }
    case FRAME.updated:
    case FRAME.aware:
    case FRAME.synced:
    case FRAME.stored:
      return { type: "document", channel: view(frame).getUint32(1), message: readData(frame[0], frame.subarray(5)) };
    default:
      return null;
  }
}

function readData(kind: number, data: Uint8Array): DocumentMessage {
  if (kind === FRAME.aware) return { type: "aware", places: json(data) as Place[] };
  const seq = Number(view(data).getBigUint64(0));
  if (kind === FRAME.stored) return { type: "stored", seq, count: view(data).getUint32(8) };
  const parts = readParts(data.subarray(8));
  if (kind === FRAME.updated) return { type: "updated", seq, updates: parts };
  const [stateVector = new Uint8Array([0]), ...updates] = parts;
  return { type: "synced", seq, stateVector, updates };
}

function readParts(data: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < data.length;) {
    const end = at + 4 + view(data).getUint32(at);
    parts.push(data.subarray(at + 4, end));
    at = end;
  }
  return parts;
}

const view = (data: Uint8Array) => new DataView(data.buffer, data.byteOffset, data.byteLength);
