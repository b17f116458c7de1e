/** Files that the signed-in person sends. */

import { sendFile } from "../browser/upload";
import { ApiError, unreachable } from "./errors";
import { CSRF_HEADER, csrfToken } from "./http";
import type { Problem } from "./schema.generated";

/**
 * Sends a file as the body of a POST to this path below `/api/v1`; throws an ApiError where it is not taken.
 *
 * @param onProgress hears the part that is sent, from 0 to 1
 */
export async function uploadFile(
  path: string,
  query: Readonly<Record<string, string>>,
  file: File,
  onProgress: (sent: number) => void,
): Promise<void> {
  const reply = await sendFile(path, query, [CSRF_HEADER, csrfToken() ?? ""], file, onProgress).done;
  if (typeof reply === "string") throw unreachable(0);
  if (reply.status >= 300) throw errorIn(reply.status, reply.text);
}

function errorIn(status: number, text: string): ApiError {
  try {
    return new ApiError(status, JSON.parse(text) as Problem);
  } catch {
    return unreachable(status);
  }
}
