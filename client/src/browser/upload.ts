/** One file on its way to the server, with the progress that only XMLHttpRequest tells. */

/** What the file dialog offers; the server looks at what is inside. */
export const ACCEPTED = ["application/pdf", "image/*", ".pdf", ".pptx", ".docx", ".xlsx", ".ess"].join(",");

/** The name of a file, as long as the server takes it. */
export const uploadName = ({ name }: File): string => name.slice(0, 255);

/** What the server answered, or why it did not. */
export type UploadReply = { status: number; text: string } | "network" | "aborted";

export interface RunningUpload {
  /** Never rejects. */
  done: Promise<UploadReply>;
  abort: () => void;
}

/**
 * Sends a file as the body of a POST to this path below `/api/v1`, with one header more.
 *
 * @param onProgress hears the part that is sent, from 0 to 1
 */
export function sendFile(
  path: string,
  query: Readonly<Record<string, string>>,
  [header, value]: readonly [string, string],
  file: File,
  onProgress: (sent: number) => void,
): RunningUpload {
  const request = new XMLHttpRequest();
  const done = new Promise<UploadReply>((resolve) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => resolve("network");
    request.onabort = () => resolve("aborted");
  });
  request.open("POST", `/api/v1${path}?${new URLSearchParams(query).toString()}`);
  request.setRequestHeader(header, value);
  request.setRequestHeader("content-type", "application/octet-stream");
  request.send(file);
  return { done, abort: () => request.abort() };
}
