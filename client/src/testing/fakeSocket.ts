import type { AnyCommand, Enter } from "../room/protocol.generated";
import type { ServerMessage } from "../room/wire";

/** A command as it went over the line: of whatever type, so that of most things it has none. */
type SentCommand = Pick<AnyCommand, "type"> &
  Partial<Pick<Enter, "ref" | "lastSeq" | "microphone" | "camera" | "screen">>;

/** Stands in for the browser's WebSocket; the test is the server on its other side. */
export class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  static get latest(): FakeSocket {
    const socket = FakeSocket.all.at(-1);
    if (!socket) throw new Error("nothing was opened");
    return socket;
  }

  readyState = 0;
  sent: SentCommand[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as SentCommand);
  }

  close(): void {
    this.readyState = 3;
  }

  accept(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  say(message: ServerMessage): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** The server has carried out the last command of this type. */
  answer(type: string): void {
    this.say({ type: "done", ref: this.refOf(type) });
  }

  /** The server refuses the last command of this type. */
  refuse(type: string): void {
    this.say({ type: "refused", ref: this.refOf(type), error: "too_many_requests", message: "No." });
  }

  private refOf(type: string): number {
    const command = this.sent.findLast((one) => one.type === type);
    if (command?.ref == null) throw new Error(`no ${type} was sent`);
    return command.ref;
  }

  break(): void {
    this.readyState = 3;
    this.onclose?.();
  }
}
