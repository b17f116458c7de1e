/** Lets the browser save a file of this name that the page has made. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Browsers read it in a later turn.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
