/** Compiles WebAssembly for the page: this worker's policy allows it, that of the page does not. */

onmessage = async ({ data: url }: MessageEvent<string>) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  postMessage(await WebAssembly.compile(await response.arrayBuffer()));
};
