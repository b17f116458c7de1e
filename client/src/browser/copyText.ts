/**
 * Puts a text on the clipboard, one too that has to be asked for first: Safari takes what is written in the click itself
 * alone, and so gets the promise (webkit.org/blog/10855, "Async Clipboard API").
 *
 * Rejects where the promise of the text does.
 *
 * @returns whether the browser did it. Pages without HTTPS have no Clipboard API, which is how a center in a local
 *   network is often tried first; there the older way still works.
 */
export async function copyText(text: string | Promise<string>): Promise<boolean> {
  try {
    if (typeof text === "string") await navigator.clipboard.writeText(text);
    else if ("ClipboardItem" in window) await navigator.clipboard.write([new ClipboardItem(promised(text))]);
    else await navigator.clipboard.writeText(await text);
    return true;
  } catch {
    return copyBySelection(await text);
  }
}

function promised(text: Promise<string>): Record<string, Promise<Blob>> {
  return { "text/plain": text.then((known) => new Blob([known], { type: "text/plain" })) };
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way where the Clipboard API is absent
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
