/** Stands in for XMLHttpRequest: an upload goes as far as the test says. */
export class FakeUpload {
  static all: FakeUpload[] = [];
  readonly upload: { onprogress: ((event: { loaded: number; total: number }) => void) | null } = { onprogress: null };
  onload: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onabort: (() => void) | null = null;
  readonly headers: Record<string, string> = {};
  url = new URL("http://nowhere/");
  body: unknown = null;
  status = 0;
  responseText = "";
  aborted = false;

  static get latest(): FakeUpload {
    const last = FakeUpload.all.at(-1);
    if (!last) throw new Error("Nothing was sent.");
    return last;
  }

  open(method: string, url: string): void {
    if (method !== "POST") throw new Error(`An upload by ${method}.`);
    this.url = new URL(url, "http://convener.test");
  }

  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }

  send(body: unknown): void {
    this.body = body;
    FakeUpload.all.push(this);
  }

  abort(): void {
    this.aborted = true;
    this.onabort?.();
  }

  progress(loaded: number, total: number): void {
    this.upload.onprogress?.({ loaded, total });
  }

  answer(status: number, body: object | null = null): void {
    this.status = status;
    this.responseText = body ? JSON.stringify(body) : "";
    this.onload?.();
  }
}
