/** Compiles WebAssembly for the page: this worker's policy allows it, that of the page does not. */

const compile = async (url: string): Promise<WebAssembly.Module> => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
};

// What a promise is rejected with here never reaches `onerror` of the page.
onmessage = ({ data: url }: MessageEvent<string>) =>
  void compile(url).then(postMessage, (error: unknown) => postMessage(String(error)));
