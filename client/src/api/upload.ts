/** One file on its way to the server, with the progress that only XMLHttpRequest tells. */

import { ApiError, unreachable } from "./errors";
import { CSRF_HEADER, csrfToken } from "./http";
import type { Problem } from "./schema.generated";

/**
 * Sends a file as the body of a POST to this path below `/api/v1`; throws an ApiError where it is not taken.
 *
 * @param onProgress hears the part that is sent, from 0 to 1
 */
export function uploadFile(
  path: string,
  query: Readonly<Record<string, string>>,
  file: File,
  onProgress: (sent: number) => void,
): Promise<void> {
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject: (error: ApiError) => void) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status < 300) resolve();
      else reject(errorIn(request));
    };
    request.onerror = () => reject(unreachable(0));
    request.open("POST", `/api/v1${path}?${new URLSearchParams(query).toString()}`);
    request.setRequestHeader(CSRF_HEADER, csrfToken() ?? "");
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  });
}

function errorIn({ status, responseText }: XMLHttpRequest): ApiError {
  try {
    return new ApiError(status, JSON.parse(responseText) as Problem);
  } catch {
    return unreachable(status);
  }
}
