const ESCAPED: Record<string, string> = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };

const attribute = (text: string) => text.replace(/[&"<>]/g, (letter) => ESCAPED[letter] ?? letter);

/** The HTML with which another page shows a recording. */
export const embedCode = (url: string, title: string): string =>
  `<iframe src="${attribute(url)}" title="${attribute(title)}" allow="autoplay; fullscreen" ` +
  `style="border: 0; width: 100%; aspect-ratio: 16 / 10"></iframe>`;
